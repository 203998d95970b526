package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of MySQL or MariaDB built anew beside itself. Every deed is one statement that commits by itself; whatever a
 * crash leaves behind, the catalog and the notes tell what is still to be done.
 */
final class MySqlRebuilding implements Rebuilding {
    private static final Impact OURS = Impact.NONE;
    private final MySqlNames names;
    private final MySqlDdlWriter ddl;
    private final MySqlVersion release;

    MySqlRebuilding(MySqlNames names, MySqlDdlWriter ddl, MySqlVersion release) {
        this.names = names;
        this.ddl = ddl;
        this.release = release;
    }

    /** A trigger is made, or a name given away, while nobody is at the table. */
    static Impact everybodyWaits(TableName table) {
        return Impact.of(Impact.Work.METADATA, new Lock(table, "EXCLUSIVE", Lock.Blocks.READS_AND_WRITES));
    }

    static TableName trigger(Names names, TableName table, String direction, String event) {
        String suffix = direction + "_" + event.substring(0, 1).toLowerCase(Locale.ROOT);
        return table.named(names.derived(table.name(), suffix));
    }

    private MySqlRows rows(SecondTable table) {
        return new MySqlRows(names, release.isMariaDb(), table);
    }

    private MySqlNotes notes(SecondTable table) {
        return new MySqlNotes(rows(table));
    }

    /** A table of the same partitions can be made like another. */
    @Override
    public boolean canRebuild(Table table) {
        return table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED;
    }

    @Override
    public List<String> obstacles(List<SecondTable> tables) {
        return new RebuildingObstacles(names, tables).found();
    }

    @Override
    public List<Deed> create(SecondTable table) {
        TableName second = table.second(names);
        List<Deed> deeds = new ArrayList<>();
        List<String> undo = new ArrayList<>(MySqlExchange.forward(names, table).drop());
        undo.add("DROP TABLE IF EXISTS " + names.quote(second));
        deeds.add(new Deed(
                "make " + second + " like " + table.name(),
                OURS,
                List.of("CREATE TABLE " + names.quote(second) + " LIKE " + names.quote(table.name())),
                undo));
        withoutIndexes(table).ifPresent(deeds::add);
        for (String alteration : table.alterations()) {
            String sql = Retargeted.of(alteration, table.name(), second, names);
            deeds.add(own("make " + second + " as " + table.name() + " is to be", sql));
        }
        primaryKey(table).ifPresent(deeds::add);
        checks(table).forEach(deeds::add);
        deeds.addAll(notes(table).create());
        return deeds;
    }

    private static Deed own(String title, String sql) {
        return new Deed(title, OURS, List.of(sql), List.of());
    }

    private String alter(SecondTable table, String actions) {
        return "ALTER TABLE " + names.quote(table.second(names)) + " " + actions;
    }

    private Optional<Deed> withoutIndexes(SecondTable table) {
        String drops = table.before().indexes().stream()
                .filter(i -> !isFromTheBeginning(table.before(), i))
                .map(i -> "DROP INDEX " + names.quote(i.name()))
                .collect(Collectors.joining(", "));
        return drops.isEmpty()
                ? Optional.empty()
                : Optional.of(own("leave the indexes of " + table.second(names) + " for later", alter(table, drops)));
    }

    /** Rows lie in the order of the primary key, or of the first unique one; and a number is given only where an index leads by it. */
    private static boolean isFromTheBeginning(Table table, Index index) {
        boolean numbers = !index.keyColumns().isEmpty()
                && table.column(index.keyColumns().getFirst())
                        .filter(Column::isIdentity)
                        .isPresent();
        boolean clusters = table.primaryKey().isEmpty() && index.keyColumns().equals(table.iterationKey());
        return isPrimary(table, index) || numbers || clusters;
    }

    /** The index by which numbers are given, where a changed primary key no longer leads by their column. */
    private static Optional<Index> numbering(SecondTable table) {
        List<Index> leading = table.after().indexes().stream()
                .filter(i -> isFromTheBeginning(table.after(), i) && !isClustering(table.after(), i))
                .toList();
        boolean isThere = primaryColumns(table.after()).stream()
                        .limit(1)
                        .anyMatch(c -> table.after().needed(c).isIdentity())
                || leading.stream().anyMatch(i -> table.before().index(i.name()).isPresent());
        return isThere ? Optional.empty() : leading.stream().findFirst();
    }

    private static boolean isClustering(Table table, Index index) {
        return isPrimary(table, index)
                || (table.primaryKey().isEmpty() && index.keyColumns().equals(table.iterationKey()));
    }

    private static boolean isPrimary(Table table, Index index) {
        return index.name().equals("PRIMARY")
                || table.primaryKey()
                        .filter(p -> p.name().equals(index.shape().constraint()))
                        .isPresent();
    }

    private static List<String> primaryColumns(Table table) {
        return table.primaryKey().map(Constraint::columns).orElse(List.of());
    }

    /** While it is empty: rows lie in that order. */
    private Optional<Deed> primaryKey(SecondTable table) {
        SecondTable.Key key = table.rows().key();
        List<String> before = primaryColumns(table.before());
        List<String> after = primaryColumns(table.after());
        boolean onlyRenamed = key.before().equals(before) && key.after().equals(after);
        if (onlyRenamed || before.equals(after)) {
            return Optional.empty();
        }
        String actions = Stream.of(
                        before.isEmpty() ? "" : "DROP PRIMARY KEY",
                        after.isEmpty() ? "" : "ADD PRIMARY KEY (" + names.list(after) + ")",
                        numbering(table).map(i -> "ADD " + line(table, i)).orElse(""))
                .filter(a -> !a.isEmpty())
                .collect(Collectors.joining(", "));
        return Optional.of(own("give " + table.second(names) + " its primary key", alter(table, actions)));
    }

    /** Those that come and those that go; the others have come along, in MySQL under names of its own making. */
    private List<Deed> checks(SecondTable table) {
        List<Constraint> before = checksOf(table.before());
        List<Constraint> after = checksOf(table.after());
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String name = before.get(i).name();
            boolean stays = after.stream().anyMatch(c -> c.name().equals(name));
            boolean columnGoes = before.get(i).columns().stream()
                    .allMatch(c -> table.after().column(c).isEmpty());
            if (!stays && !(columnGoes && !before.get(i).columns().isEmpty())) {
                String there = release.isMariaDb() ? name : table.second(names).name() + "_chk_" + (i + 1);
                deeds.add(own(
                        "drop check " + name + " of " + table.second(names),
                        ddl.dropConstraint(table.second(names), there)));
            }
        }
        after.stream()
                .filter(c -> before.stream().noneMatch(b -> b.name().equals(c.name())))
                .forEach(c -> deeds.add(own(
                        "require " + c.name() + " of " + table.second(names),
                        ddl.addConstraint(table.second(names), c.name(), c.definition()))));
        return deeds;
    }

    private static List<Constraint> checksOf(Table table) {
        return table.constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.CHECK)
                .toList();
    }

    /**
     * Without locks on the rows that are read (READ COMMITTED). Where rows lie in the order of another key than that along
     * which they are copied, one may have wandered: the later takes the place of the earlier, whose note brings it back.
     */
    @Override
    public Copy copy(SecondTable table) {
        boolean sameOrder =
                primaryColumns(table.after()).equals(table.rows().key().after());
        String head = rows(table).filling(sameOrder ? "INSERT" : "REPLACE");
        return new Copy(List.of(), head + names.quote(table.name()));
    }

    @Override
    public List<Deed> key(SecondTable table) {
        List<String> key = table.rows().key().after();
        boolean isThere = primaryColumns(table.after()).equals(key)
                || table.after().indexes().stream()
                        .anyMatch(i -> i.keyColumns().equals(key) && isThereAlready(table, i));
        return isThere
                ? List.of()
                : table.after().indexes().stream()
                        .filter(i -> i.unique() && i.keyColumns().equals(key))
                        .limit(1)
                        .map(i -> build(table, List.of(i)))
                        .toList();
    }

    private boolean isThereAlready(SecondTable table, Index index) {
        return isPrimary(table.after(), index)
                || numbering(table).equals(Optional.of(index))
                || table.before()
                        .index(index.name())
                        .filter(i -> isFromTheBeginning(table.before(), i))
                        .isPresent();
    }

    private boolean isKey(SecondTable table, Index index) {
        return index.unique()
                && index.keyColumns().equals(table.rows().key().after())
                && !primaryColumns(table.after()).equals(index.keyColumns());
    }

    private List<Index> later(SecondTable table) {
        Optional<Index> key =
                table.after().indexes().stream().filter(i -> isKey(table, i)).findFirst();
        return table.after().indexes().stream()
                .filter(i -> !isThereAlready(table, i) && !key.equals(Optional.of(i)))
                .toList();
    }

    @Override
    public List<Deed> growing(SecondTable table) {
        List<Index> growing =
                later(table).stream().filter(MySqlRebuilding::mayGrow).toList();
        return growing.isEmpty() ? List.of() : List.of(build(table, growing));
    }

    private static boolean mayGrow(Index index) {
        return !index.unique() && kind(index).isEmpty();
    }

    /** In one statement, sorted; but only one of those that are built word by word. */
    @Override
    public List<Deed> indexes(SecondTable table) {
        boolean haveGrown = table.indexing() == SecondTable.Indexing.WITH_THE_COPY;
        List<Index> all =
                later(table).stream().filter(i -> !(haveGrown && mayGrow(i))).toList();
        List<Index> sorted = all.stream().filter(i -> kind(i).isEmpty()).toList();
        List<Deed> deeds = new ArrayList<>();
        if (!sorted.isEmpty()) {
            deeds.add(build(table, sorted));
        }
        all.stream().filter(i -> !kind(i).isEmpty()).forEach(i -> deeds.add(build(table, List.of(i))));
        deeds.add(Deed.sampling(
                "gather statistics of " + table.second(names), ddl.analyze(table.second(names), List.of())));
        return deeds;
    }

    private static String kind(Index index) {
        return switch (index.shape().method()) {
            case "fulltext" -> "FULLTEXT ";
            case "rtree", "spatial" -> "SPATIAL ";
            default -> "";
        };
    }

    private Deed build(SecondTable table, List<Index> indexes) {
        String added = indexes.stream().map(i -> "ADD " + line(table, i)).collect(Collectors.joining(", "));
        String what = indexes.stream().map(Index::name).collect(Collectors.joining(", "));
        return Deed.building("build " + what + " on " + table.second(names), List.of(alter(table, added)));
    }

    /** As the server printed it, where it is still the same. */
    private String line(SecondTable table, Index index) {
        Optional<String> printed = table.before()
                .index(index.name())
                .filter(i -> i.parts().equals(index.parts()) && i.unique() == index.unique())
                .map(i -> i.shape().definition())
                .filter(d -> d.contains("KEY "))
                .map(d -> d.substring(d.indexOf(" ADD ") + 5));
        return printed.orElseGet(() -> {
            String key = index.parts().stream().map(Index.Part::sql).collect(Collectors.joining(", "));
            String unique = index.unique() && kind(index).isEmpty() ? "UNIQUE " : "";
            return kind(index) + unique + "KEY " + names.quote(index.name()) + " (" + key + ")";
        });
    }

    @Override
    public Replay replay(SecondTable table) {
        return notes(table).replay();
    }

    /** A unique index can be built only on rows of one instant: between passes, a value may stand in two of them. */
    @Override
    public Optional<Switch> settle(SecondTable table) {
        return later(table).stream().anyMatch(Index::unique)
                ? Optional.of(underLock(table, List.of()))
                : Optional.empty();
    }

    @Override
    public Switch keepInStep(SecondTable table) {
        List<String> sql = new ArrayList<>();
        numbers(table).ifPresent(sql::add);
        MySqlDualWrites forward = MySqlExchange.forward(names, table);
        MySqlDualWrites.EVENTS.forEach(e -> sql.add(forward.create(e, "IF NOT EXISTS ")));
        sql.addAll(notes(table).stop());
        return underLock(table, sql);
    }

    private Switch underLock(SecondTable table, List<String> sql) {
        String locks = notes(table).locked().stream()
                .map(t -> names.quote(t) + " WRITE")
                .collect(Collectors.joining(", "));
        return new Switch(everybodyWaits(table.name()), List.of("LOCK TABLES " + locks), sql, List.of("UNLOCK TABLES"));
    }

    /** Numbers go on where they were, also for an empty table (must-not-fail 74); from now on they follow by themselves. */
    private Optional<String> numbers(SecondTable table) {
        boolean numbered = table.before().columns().stream().anyMatch(Column::isIdentity)
                && table.after().columns().stream().anyMatch(Column::isIdentity);
        if (!numbered) {
            return Optional.empty();
        }
        String next = "SELECT auto_increment FROM information_schema.tables WHERE table_schema = "
                + names.literal(table.name().schema()) + " AND table_name = "
                + names.literal(table.name().name());
        return Optional.of("SET @db_migrations_next = concat(" + names.literal(alter(table, "AUTO_INCREMENT = "))
                + ", coalesce((" + next + "), 1)); PREPARE db_migrations_next FROM @db_migrations_next;"
                + " EXECUTE db_migrations_next; DEALLOCATE PREPARE db_migrations_next");
    }

    @Override
    public List<Unnoticed> unnoticed(SecondTable table) {
        List<Unnoticed> doubts = new ArrayList<>();
        Leftovers leftovers = new Leftovers(names, table);
        if (leftovers.canBeFound()) {
            doubts.add(new Unnoticed(
                    "rows of " + table.second(names) + " that a TRUNCATE has taken from " + table.name(),
                    "SELECT count(*) " + leftovers.inSecond(),
                    "SELECT "
                            + Leftovers.shown(names, table.rows().key().after()) + " " + leftovers.inSecond()
                            + " LIMIT 10"));
        }
        triggers(table).unnoticed().ifPresent(doubts::add);
        PartitionPair.of(names, table)
                .ifPresent(p -> doubts.add(p.unnoticed(notes(table).left())));
        return doubts;
    }

    private CarriedTriggers triggers(SecondTable table) {
        return new CarriedTriggers(names, table, release);
    }

    @Override
    public List<Deed> exchange(List<SecondTable> tables) {
        return new MySqlExchange(names, ddl, tables)
                .deeds(
                        tables.stream().map(t -> notes(t).drop()).toList(),
                        tables.stream()
                                .flatMap(t -> triggers(t).before().stream())
                                .toList());
    }

    @Override
    public List<Deed> retire(SecondTable table) {
        List<Deed> deeds = new ArrayList<>();
        for (String drop : MySqlExchange.backward(names, table).drop()) {
            deeds.add(new Deed(
                    "stop keeping " + table.former(names) + " in step",
                    everybodyWaits(table.name()),
                    List.of(drop),
                    List.of()));
        }
        deeds.add(own(
                "drop " + table.former(names) + ", the former " + table.name(), ddl.dropTable(table.former(names))));
        triggers(table).inTheEnd().ifPresent(deeds::add);
        deeds.add(own("drop the notes of what it could not hold", ddl.dropTable(table.lost(names))));
        return deeds;
    }
}
