package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Evidence;
import dev.dbmigrations.parse.StatementParser;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Of a statement with several clauses the first that shows tells of all: they take effect together or not at all.
 *
 * <p>How the catalogs of MySQL and MariaDB show that a statement has taken effect. What may be done twice without harm, and
 * leaves no trace that tells, has no evidence.
 */
final class MySqlEvidence implements Evidence {
    private static final Pattern SETTINGS = Pattern.compile("(?is)\\s*SET SESSION [^;]*;\\s*");
    private static final Pattern SETTING_BEHIND = Pattern.compile("(?s);\\s*SET SESSION sql_mode = '[^']*'\\s*$");
    private static final Pattern EXCHANGE = Pattern.compile("(?s)ALTER TABLE .*, CHANGE COLUMN .*");
    private final MySqlNames names;
    private final StatementParser parser;
    private final CatalogProbes probes;

    MySqlEvidence(MySqlNames names, StatementParser parser) {
        this.names = names;
        this.parser = parser;
        this.probes = new CatalogProbes(names);
    }

    @Override
    public Optional<String> of(String sql, Schema before) {
        String bare =
                SETTING_BEHIND.matcher(SETTINGS.matcher(sql).replaceFirst("")).replaceFirst("");
        List<Change> changes = parser.parse(bare, new Position("", 1, 1)).changes();
        if (changes.size() == 2 && EXCHANGE.matcher(bare).matches()) {
            return exchanged(changes, before);
        }
        return changes.stream().flatMap(c -> of(c, before).stream()).findFirst();
    }

    private Optional<String> exchanged(List<Change> changes, Schema before) {
        return changes.getFirst() instanceof ColumnChange.RedefineColumn first
                ? Optional.of(probes.isBehind(
                        before.resolve(first.table()),
                        first.column(),
                        first.definition().name()))
                : Optional.empty();
    }

    private Optional<String> of(Change change, Schema before) {
        return switch (change) {
            case RowChange rows -> Optional.empty();
            case TableChange onTable -> ofTable(onTable, before.resolve(onTable.table()), before);
            case Change.RunAsWritten written -> ofWritten(written, before);
            case Change.Unrecognized ignored -> Optional.empty();
        };
    }

    private Optional<String> ofTable(TableChange change, TableName table, Schema before) {
        return switch (change) {
            case ColumnChange column -> ofColumn(column, table, before);
            case AddConstraint add -> ofConstraint(add, table);
            case IndexChange.CreateIndex create ->
                Optional.ofNullable(create.name()).map(name -> probes.index(table, name));
            case IndexChange.DropIndex drop ->
                Optional.of(CatalogProbes.not(probes.index(table, drop.index().name())));
            case IndexChange.RenameIndex rename -> Optional.of(probes.index(table, rename.newName()));
            case IndexChange.SetIndexVisibility ignored -> Optional.empty();
            case WholeTableChange whole -> ofWhole(whole, table);
            case RowChange rows -> Optional.empty();
        };
    }

    private Optional<String> ofColumn(ColumnChange change, TableName table, Schema before) {
        String column = change.column();
        Column known = before.table(table).flatMap(t -> t.column(column)).orElse(null);
        return switch (change) {
            case ColumnChange.AddColumn add -> Optional.of(probes.column(table, column));
            case ColumnChange.DropColumn drop -> Optional.of(CatalogProbes.not(probes.column(table, column)));
            case ColumnChange.RenameColumn rename -> Optional.of(probes.column(table, rename.newName()));
            case ColumnChange.SetNotNull set -> Optional.of(probes.column(table, column, " AND is_nullable = 'NO'"));
            case ColumnChange.DropNotNull drop -> Optional.of(probes.column(table, column, " AND is_nullable = 'YES'"));
            case ColumnChange.ChangeType type -> Optional.empty();
            case ColumnChange.SetDefault set -> Optional.empty();
            case ColumnChange.DropDefault drop ->
                Optional.of(probes.column(table, column, " AND coalesce(column_default, 'NULL') = 'NULL'"));
            case ColumnChange.RedefineColumn redefine -> redefined(redefine, table, known);
            case ColumnChange.SetColumnVisibility visibility ->
                Optional.of(probes.column(
                        table, column, " AND (extra LIKE '%INVISIBLE%') = " + (visibility.visible() ? "0" : "1")));
        };
    }

    /** A new name shows; so does a changed nullability or type where the one before is known. */
    private Optional<String> redefined(ColumnChange.RedefineColumn redefine, TableName table, @Nullable Column known) {
        String name = redefine.definition().name();
        if (!name.equals(redefine.column())) {
            return Optional.of(probes.column(table, name));
        }
        if (known == null) {
            return Optional.empty();
        }
        boolean nullable = !redefine.definition().notNull();
        if (nullable != known.nullable()) {
            return Optional.of(probes.column(table, name, " AND is_nullable = '" + (nullable ? "YES" : "NO") + "'"));
        }
        boolean sameType = TypeText.normal(redefine.definition().type()).equals(TypeText.normal(known.type()));
        return sameType
                ? Optional.empty()
                : Optional.of(probes.column(table, name, " AND column_type <> " + names.literal(known.type())));
    }

    private Optional<String> ofConstraint(AddConstraint add, TableName table) {
        if (add instanceof AddConstraint.AddPrimaryKey) {
            return Optional.of(probes.constraint(table, "PRIMARY"));
        }
        return Optional.ofNullable(add.name()).map(name -> probes.constraint(table, name));
    }

    private Optional<String> ofWhole(WholeTableChange change, TableName table) {
        return switch (change) {
            case WholeTableChange.CreateTable create -> Optional.of(probes.table(table));
            case WholeTableChange.DropTable drop -> Optional.of(CatalogProbes.not(probes.table(table)));
            case WholeTableChange.RenameTable rename -> Optional.of(probes.table(table.named(rename.newName())));
            case WholeTableChange.DropConstraint drop ->
                Optional.of(CatalogProbes.not(probes.constraint(table, drop.name())));
            case WholeTableChange.Truncate truncate ->
                Optional.of("SELECT NOT EXISTS (SELECT 1 FROM " + names.quote(table) + ")");
            default -> Optional.empty();
        };
    }

    private Optional<String> ofWritten(Change.RunAsWritten written, Schema before) {
        Matcher words = Pattern.compile("(create|drop) (view|trigger|procedure|function|event)")
                .matcher(written.action().toLowerCase(Locale.ROOT));
        if (!words.matches() || written.object().isEmpty()) {
            return Optional.empty();
        }
        TableName object = before.resolve(StoredName.of(written.object()));
        String there = switch (words.group(2)) {
            case "view" -> probes.table(object);
            case "trigger" -> probes.trigger(object);
            case "event" -> probes.event(object);
            default -> probes.routine(object);
        };
        return Optional.of(words.group(1).equals("create") ? there : CatalogProbes.not(there));
    }
}
