package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Rebuilding.Deed;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Part;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Second tables take the names of the first ones, and everything that goes with a name, in one transaction; and the way back. */
final class PostgresExchange {

    /** Which of the two shapes is about to get the name. */
    private enum Way {
        FORTH("old", "new"),
        BACK("new", "old");

        /** What is derived from a name for what gives it away. */
        private final String leaving;

        /** What was derived from it for what takes it. */
        private final String coming;

        Way(String leaving, String coming) {
            this.leaving = leaving;
            this.coming = coming;
        }
    }

    private final PostgresNames names;
    private final PostgresDdlWriter ddl;
    private final List<SecondTable> tables;

    PostgresExchange(PostgresNames names, PostgresDdlWriter ddl, List<SecondTable> tables) {
        this.names = names;
        this.ddl = ddl;
        this.tables = tables;
    }

    /** Writes of clients to the table under its name, made to the second one as well. */
    static PostgresDualWrites forward(PostgresNames names, SecondTable table) {
        SecondTable.Key key = table.rows().key();
        return new PostgresDualWrites(
                names,
                table.before(),
                table.after().named(table.second(names)),
                new PostgresDualWrites.Link(
                        table.rows().forth(),
                        key.before(),
                        key.after(),
                        new PostgresDualWrites.Called("forth", "new"),
                        Optional.empty()),
                pairs(table, p -> p.second(names)));
    }

    /** Writes of clients to the new table under its name, made to the former one as well. */
    static PostgresDualWrites backward(PostgresNames names, SecondTable table) {
        SecondTable.Key key = table.rows().key();
        return new PostgresDualWrites(
                names,
                table.after(),
                table.before().named(table.former(names)),
                new PostgresDualWrites.Link(
                        table.rows().back(),
                        key.after(),
                        key.before(),
                        new PostgresDualWrites.Called("back", "old"),
                        Optional.of(table.lost(names))),
                pairs(table, p -> p.former(names)));
    }

    private static List<PostgresDualWrites.Pair> pairs(SecondTable table, Function<Part, TableName> other) {
        return table.parts().stream()
                .map(p -> new PostgresDualWrites.Pair(p.name(), other.apply(p)))
                .toList();
    }

    Deed deed() {
        String all = tables.stream().map(t -> t.name().toString()).collect(Collectors.joining(", "));
        List<String> undo = new ArrayList<>();
        tables.forEach(t -> undo.add(refuseLoss(t)));
        undo.addAll(statements(Way.BACK));
        List<Lock> locks = locked().stream()
                .map(t -> new Lock(t, "ACCESS EXCLUSIVE", Lock.Blocks.READS_AND_WRITES))
                .toList();
        return new Deed(
                "let the new table take the name " + all + ", and keep the former one in step",
                new Impact(locks, Impact.Work.METADATA),
                statements(Way.FORTH),
                undo);
    }

    /** What somebody added while we waited for the lock is not in the second table. */
    private String refuseOtherColumns(SecondTable table) {
        String columns = table.before().columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return "DO $db_migrations$ BEGIN IF (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute"
                + " WHERE attrelid = " + names.literal(names.quote(table.name()))
                + "::pg_catalog.regclass AND attnum > 0 AND NOT attisdropped) IS DISTINCT FROM "
                + names.literal(columns)
                + " THEN RAISE EXCEPTION " + names.literal("somebody else has changed the columns of " + table.name())
                + "; END IF; END $db_migrations$";
    }

    private String refuseLoss(SecondTable table) {
        String lost = names.quote(table.lost(names));
        return "DO $db_migrations$ BEGIN IF EXISTS (SELECT FROM " + lost + ") THEN RAISE EXCEPTION "
                + names.literal("rows written since cannot be held by the former shape of " + table.name() + ": see "
                        + table.lost(names) + "; mend them and delete their notes, or keep the new shape")
                + "; END IF; END $db_migrations$";
    }

    private List<String> statements(Way way) {
        List<String> sql = new ArrayList<>();
        sql.add("LOCK TABLE "
                + Stream.concat(locked().stream(), tables.stream().map(t -> waiting(t, way)))
                        .map(names::quote)
                        .collect(Collectors.joining(", "))
                + " IN ACCESS EXCLUSIVE MODE");
        if (way == Way.FORTH) {
            tables.forEach(t -> sql.add(refuseOtherColumns(t)));
        }
        tables.forEach(t -> sql.addAll(refuseOtherParts(t, way)));
        tables.forEach(t -> sql.addAll(
                way == Way.FORTH ? forward(names, t).drop() : backward(names, t).drop()));
        foreignKeys(way == Way.FORTH ? Way.BACK : Way.FORTH)
                .forEach(
                        k -> sql.add(ddl.dropConstraint(k.from(), k.constraint().name())));
        tables.forEach(t -> exchange(t, way, sql));
        foreignKeys(way)
                .forEach(k -> sql.add(
                        ddl.addConstraintUnvalidated(k.from(), k.constraint().name(), bare(k.constraint()))));
        tables.stream()
                .flatMap(t -> t.wholeAndParts().stream())
                .flatMap(p -> p.belongings().pieces().stream())
                .forEach(p -> sql.add(p.make()));
        tables.forEach(t -> sql.addAll(
                way == Way.FORTH
                        ? backward(names, t).create()
                        : forward(names, t).create()));
        if (way == Way.BACK) {
            tables.forEach(t -> sql.addAll(parts(t).takeTheRest()));
        }
        return sql;
    }

    private PostgresParts parts(SecondTable table) {
        return new PostgresParts(names, ddl, table);
    }

    private List<String> refuseOtherParts(SecondTable table, Way way) {
        if (way == Way.BACK) {
            return parts(table)
                    .refuseOtherParts(
                            p -> p.former(names), backward(names, table).sentinel());
        }
        List<String> sql = new ArrayList<>(parts(table)
                .refuseOtherParts(p -> p.second(names), forward(names, table).sentinel()));
        sql.addAll(parts(table).giveUpTheRest());
        return sql;
    }

    private TableName waiting(SecondTable table, Way way) {
        return way == Way.FORTH ? table.second(names) : table.former(names);
    }

    private void exchange(SecondTable table, Way way, List<String> sql) {
        List<Part> all = table.wholeAndParts();
        all.stream()
                .flatMap(p -> p.belongings().pieces().stream())
                .map(Belongings.Piece::drop)
                .filter(drop -> !drop.isEmpty())
                .forEach(sql::add);
        numbers(table, way, sql);
        all.forEach(p -> renamed(p, way, sql));
        owned(table, way == Way.FORTH ? table.after() : table.before(), sql);
    }

    private void renamed(Part part, Way way, List<String> sql) {
        TableName leaving = way == Way.FORTH ? part.former(names) : part.second(names);
        TableName coming = way == Way.FORTH ? part.second(names) : part.former(names);
        sql.add(ddl.renameTable(part.name(), leaving.name()));
        sql.add(ddl.renameTable(coming, part.name().name()));
        Table goes = way == Way.FORTH ? part.before() : part.after();
        Table comes = way == Way.FORTH ? part.after() : part.before();
        indexNames(goes).forEach(i -> sql.add(ddl.renameIndex(part.name(), i, names.derived(i, way.leaving))));
        indexNames(comes).forEach(i -> sql.add(ddl.renameIndex(part.name(), names.derived(i, way.coming), i)));
        for (Belongings.Renamed renamed : part.belongings().renamed()) {
            sql.add(rename(renamed, renamed.name(), names.derived(renamed.name(), way.leaving)));
            sql.add(rename(renamed, names.derived(renamed.name(), way.coming), renamed.name()));
        }
        PostgresSecondIndexes.of(comes)
                .forEach(i -> sql.addAll(
                        ddl.giveRoles(part.name(), i.name(), i.shape().roles())));
        sql.add("COMMENT ON TABLE " + names.quote(leaving) + " IS "
                + names.literal("db-migrations: kept in step with " + part.name() + " for the way back"));
    }

    /** Those of exclusion constraints that an author has just asked for are not among the table's indexes yet. */
    static List<String> indexNames(Table table) {
        return Stream.concat(
                        PostgresSecondIndexes.of(table).stream().map(Index::name),
                        table.constraints().stream()
                                .filter(c -> c.kind() == Constraint.Kind.EXCLUSION)
                                .map(Constraint::name))
                .distinct()
                .toList();
    }

    private String rename(Belongings.Renamed renamed, String from, String to) {
        return "ALTER " + renamed.kind() + " " + names.quote(TableName.of(renamed.schema(), from)) + " RENAME TO "
                + names.quote(to);
    }

    /** An identity's numbers go on where they were, also for an empty table (must-not-fail 74). */
    private void numbers(SecondTable table, Way way, List<String> sql) {
        for (Column column : table.before().columns()) {
            TableName sequence = column.extras().sequence();
            if (sequence == null
                    || !column.isIdentity()
                    || table.after().column(column.name()).isEmpty()) {
                continue;
            }
            String coming = names.quote(sequence.named(names.derived(sequence.name(), way.coming)));
            sql.add("SELECT pg_catalog.setval(" + names.literal(coming) + ", last_value, is_called) FROM "
                    + names.quote(sequence));
            sql.add("ALTER SEQUENCE " + names.quote(sequence) + " RENAME TO "
                    + names.quote(names.derived(sequence.name(), way.leaving)));
            sql.add("ALTER SEQUENCE " + coming + " RENAME TO " + names.quote(sequence.name()));
        }
    }

    /** A sequence that a column owns would be dropped with the former table, and must give the numbers of the new type. */
    private void owned(SecondTable table, Table comes, List<String> sql) {
        for (Column column : table.before().columns()) {
            TableName sequence = column.extras().sequence();
            Optional<Column> after = comes.column(column.name());
            if (sequence == null || column.isIdentity() || after.isEmpty()) {
                continue;
            }
            String type = after.get().type();
            boolean changed =
                    !table.after().column(column.name()).map(Column::type).equals(Optional.of(column.type()));
            if (changed && Set.of("smallint", "integer", "bigint").contains(type)) {
                sql.add("ALTER SEQUENCE " + names.quote(sequence) + " AS " + type);
            }
            sql.add("ALTER SEQUENCE " + names.quote(sequence) + " OWNED BY " + names.quote(table.name()) + "."
                    + names.quote(column.name()));
        }
    }

    private static String bare(Constraint constraint) {
        return constraint.definition().replaceAll("(?i)\\s+NOT VALID$", "");
    }

    /** Every foreign key at either end of a table, as it is when that way has been gone. */
    private List<Table.Reference> foreignKeys(Way way) {
        Set<TableName> ours = tables.stream().map(SecondTable::name).collect(Collectors.toCollection(TreeSet::new));
        List<Table.Reference> keys = new ArrayList<>();
        for (SecondTable table : tables) {
            Table shape = way == Way.FORTH ? table.after() : table.before();
            shape.constraints().stream()
                    .filter(Constraint::isForeignKey)
                    .forEach(c -> keys.add(new Table.Reference(table.name(), c)));
            table.before().surroundings().referencing().stream()
                    .filter(r -> !ours.contains(r.from()))
                    .forEach(keys::add);
        }
        return keys.stream().distinct().toList();
    }

    private Set<TableName> locked() {
        Set<TableName> all = new TreeSet<>();
        tables.forEach(t -> all.add(t.name()));
        Stream.concat(foreignKeys(Way.FORTH).stream(), foreignKeys(Way.BACK).stream())
                .forEach(k -> {
                    all.add(k.from());
                    Constraint.Target target = k.constraint().target();
                    if (target != null) {
                        all.add(target.table());
                    }
                });
        return all;
    }
}
