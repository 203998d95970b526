package dev.dbmigrations.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A digest of what tables are, as opposed to how full they are: SHA-256 over their definitions in a fixed order.
 *
 * <p>Sizes, statistics targets and partitions do not count: rows and partitions come and go while a plan waits for its gate.
 */
public final class SchemaFingerprint {

    private static final List<String> COMES_AND_GOES = List.of("statistics");

    private final MessageDigest digest;

    private SchemaFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** 64 hexadecimal digits. */
    public static String of(Schema schema) {
        SchemaFingerprint fingerprint = new SchemaFingerprint();
        fingerprint.addAll(schema.tables().values(), Comparator.comparing(Table::name), SchemaFingerprint::table);
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    /** Each text ends with a byte that UTF-8 never has, so that no two sequences of texts read the same. */
    private void add(@Nullable Object... facts) {
        for (Object fact : facts) {
            digest.update((byte) (fact == null ? 0xFE : 0xFF));
            digest.update(String.valueOf(fact).getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 0xFD);
    }

    private <T> void addAll(Collection<T> all, Comparator<T> order, BiConsumer<SchemaFingerprint, T> each) {
        add(all.size());
        all.stream().sorted(order).forEach(one -> each.accept(this, one));
    }

    private void table(Table table) {
        add(table.name().schema(), table.name().name(), table.kind());
        add(table.columns().size());
        table.columns().forEach(this::column);
        addAll(table.indexes(), Comparator.comparing(Index::name), SchemaFingerprint::index);
        addAll(table.constraints(), Comparator.comparing(Constraint::name), SchemaFingerprint::constraint);
        Table.Surroundings around = table.surroundings();
        addAll(
                around.referencing(),
                Comparator.comparing(Table.Reference::from)
                        .thenComparing(r -> r.constraint().name()),
                SchemaFingerprint::reference);
        List<Dependent> readers = around.dependents().stream()
                .filter(d -> !d.isPartition() && !COMES_AND_GOES.contains(d.kind()))
                .toList();
        addAll(
                readers,
                Comparator.comparing(Dependent::kind).thenComparing(Dependent::name),
                SchemaFingerprint::reader);
        addAll(around.views(), Comparator.comparing(View::shown), SchemaFingerprint::view);
        addAll(around.triggers(), Comparator.naturalOrder(), (self, trigger) -> self.add(trigger));
    }

    private void column(Column column) {
        Column.Extras extras = column.extras();
        add(column.name(), column.type(), column.nullable(), column.defaultSql(), column.generation());
        add(extras.comment(), extras.collation(), extras.sequence(), extras.volatileDefault());
        addAll(
                extras.privileges(),
                Comparator.comparing(Privilege::grantee).thenComparing(Privilege::privilege),
                (self, p) -> self.add(p.grantee(), p.privilege(), p.grantable()));
    }

    private void index(Index index) {
        add(
                index.name(),
                index.valid(),
                index.shape().definition(),
                index.shape().options());
        add(index.shape().constraint());
    }

    private void constraint(Constraint constraint) {
        add(constraint.name(), constraint.kind(), constraint.definition(), constraint.validated());
    }

    private void reference(Table.Reference reference) {
        add(reference.from());
        constraint(reference.constraint());
    }

    private void view(View view) {
        add(view.shown(), view.create(), view.obstacle());
    }

    private void reader(Dependent reader) {
        add(reader.kind(), reader.name());
        add(reader.columns().toArray());
    }
}
