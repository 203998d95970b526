package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.parse.Retargeting;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A table of PostgreSQL built anew beside itself. */
final class PostgresRebuilding implements Rebuilding {
    private final PostgresNames names;
    private final PostgresDdlWriter ddl;
    private final PostgresNotes notes;
    private final boolean isSince18;

    /**
     * @param isSince18 whether NOT NULL is a constraint with a name, and foreign keys of partitioned tables may be unvalidated
     */
    PostgresRebuilding(PostgresNames names, PostgresDdlWriter ddl, boolean isSince18) {
        this.names = names;
        this.ddl = ddl;
        this.isSince18 = isSince18;
        this.notes = new PostgresNotes(names);
    }

    /** A partition has the columns of the whole, which changes as a whole. */
    @Override
    public boolean canRebuild(Table table) {
        return table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED;
    }

    /** Before 18 foreign keys at either end of a partitioned table are not marked as validated at every partition. */
    @Override
    public List<String> obstacles(List<SecondTable> tables) {
        List<String> obstacles = new ArrayList<>();
        for (SecondTable table : tables) {
            if (table.isPartitioned()) {
                otherKeys(table).ifPresent(obstacles::add);
            }
            if (table.isPartitioned() && !isSince18 && hasForeignKeys(table)) {
                obstacles.add("foreign keys of partitioned tables, and to them, need PostgreSQL 18 for that");
            }
        }
        return obstacles;
    }

    private static boolean hasForeignKeys(SecondTable table) {
        return Stream.of(table.before(), table.after())
                .anyMatch(t -> t.constraints().stream().anyMatch(Constraint::isForeignKey)
                        || !t.surroundings().referencing().isEmpty());
    }

    /** What an index is called in each partition is known of those that are there. */
    private static Optional<String> otherKeys(SecondTable table) {
        List<String> now = PostgresExchange.indexNames(table.after());
        List<String> formerly = PostgresExchange.indexNames(table.before());
        List<String> others = Stream.concat(
                        now.stream().filter(i -> !formerly.contains(i)),
                        formerly.stream()
                                .filter(i -> !now.contains(i))
                                .filter(i -> table.before().index(i).map(Index::keyColumns).orElse(List.of()).stream()
                                        .allMatch(c -> table.after().column(c).isPresent())))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("it is partitioned, and " + String.join(", ", others)
                        + " would come or go: write that in a migration of its own");
    }

    /** One transaction: from its end on, no row can be changed without a note (must-not-fail 23). */
    @Override
    public List<Deed> create(SecondTable table) {
        String second = names.quote(table.second(names));
        List<String> sql = new ArrayList<>();
        if (table.isPartitioned()) {
            // Whoever reads a partition and then wants the whole stands in a ring with one who empties it and one who
            // writes to the whole.
            sql.add("LOCK TABLE " + names.quote(table.name()) + " IN SHARE ROW EXCLUSIVE MODE");
        }
        sql.add("CREATE TABLE " + second + " (LIKE " + names.quote(table.name())
                + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMPRESSION"
                + " INCLUDING COMMENTS)"
                + PostgresParts.by(table.wholeAndParts().getFirst().place()));
        sql.addAll(identities(table));
        sql.addAll(table.belongings().prepared());
        sql.addAll(parts(table).create());
        for (String alteration : table.alterations()) {
            sql.add(Retargeting.of(alteration, table.name(), table.second(names), PostgresLexicalRules.RULES, names));
        }
        if (!table.alterations().isEmpty()) {
            sql.add(ownNames(table));
        }
        validated(table.after().constraints().stream(), table.second(names), sql);
        table.parts().forEach(p -> validated(parts(table).ownChecks(p).stream(), p.second(names), sql));
        sql.add("COMMENT ON TABLE " + second + " IS "
                + names.literal("db-migrations: takes the place of " + table.name()
                        + "; dropped by `db-migrations down` before it has"));
        sql.addAll(notes.create(table));
        sql.addAll(parts(table).refuseOtherParts(p -> p.second(names), ""));
        List<String> undo = new ArrayList<>(notes.drop(table));
        undo.addAll(forward(table).drop());
        undo.add("DROP TABLE IF EXISTS " + second);
        return List.of(new Deed(
                "make " + table.second(names) + " as " + table.name()
                        + " is to be, and note which rows change from now on",
                writersKeptOut(table),
                sql,
                undo));
    }

    private void validated(Stream<Constraint> constraints, TableName second, List<String> sql) {
        constraints
                .filter(c -> c.kind() == Constraint.Kind.CHECK && c.validated())
                .forEach(c -> sql.add(ddl.addConstraint(second, c.name(), c.definition())));
    }

    private PostgresParts parts(SecondTable table) {
        return new PostgresParts(names, ddl, table);
    }

    private static Impact writersKeptOut(SecondTable table) {
        return Impact.of(Impact.Work.METADATA, new Lock(table.name(), "SHARE ROW EXCLUSIVE", Lock.Blocks.WRITES));
    }

    /** Sequences of the second table's own, under names that can be foretold. */
    private List<String> identities(SecondTable table) {
        List<String> sql = new ArrayList<>();
        for (Column column : table.before().columns()) {
            TableName sequence = column.extras().sequence();
            if (column.isIdentity() && sequence != null) {
                String owned = "pg_catalog.pg_get_serial_sequence(" + names.literal(names.quote(table.second(names)))
                        + ", " + names.literal(column.name()) + ")";
                // Of a type of its own the sequence would keep the bounds of the old type when the column gets another.
                sql.add("DO $db_migrations$ BEGIN EXECUTE format('ALTER SEQUENCE %s AS " + column.type() + "', "
                        + owned + "); EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', " + owned + ", "
                        + names.literal(names.derived(sequence.name(), "new")) + "); END $db_migrations$");
            }
        }
        return sql;
    }

    /** What the server has named after the second table gets the name it would have had on the first. */
    private String ownNames(SecondTable table) {
        String second = names.literal(names.quote(table.second(names)));
        String prefix = names.literal(table.second(names).name() + "_");
        String fresh = names.literal(table.name().name() + "_");
        String renaming = "    EXECUTE format('ALTER %s RENAME %s TO %I', f.what, f.which, " + fresh
                + " || substr(f.name, " + (table.second(names).name().length() + 2) + "));\n";
        String sequences =
                "SELECT 'SEQUENCE ' || s.oid::regclass AS what, '' AS which, s.relname AS name FROM pg_catalog.pg_depend d"
                        + " JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S' WHERE d.refobjid = "
                        + second
                        + "::regclass AND d.classid = 'pg_class'::regclass AND starts_with(s.relname, " + prefix + ")";
        String constraints =
                " UNION ALL SELECT 'TABLE ' || c.conrelid::regclass, 'CONSTRAINT ' || quote_ident(c.conname), c.conname"
                        + " FROM pg_catalog.pg_constraint c WHERE c.conrelid = " + second
                        + "::regclass AND c.contype = 'n' AND starts_with(c.conname, " + prefix + ")";
        return "DO $db_migrations$ DECLARE f record; BEGIN\n  FOR f IN " + sequences + (isSince18 ? constraints : "")
                + " LOOP\n" + renaming + "  END LOOP;\nEND $db_migrations$";
    }

    @Override
    public Copy copy(SecondTable table) {
        return new Copy(List.of(PostgresRows.EVERY_ROW), new PostgresRows(names, table).insert());
    }

    @Override
    public List<Deed> key(SecondTable table) {
        return indexesOn(table).key();
    }

    private PostgresSecondIndexes indexesOn(SecondTable table) {
        return new PostgresSecondIndexes(names, ddl, table);
    }

    @Override
    public List<Deed> growing(SecondTable table) {
        return indexesOn(table).growing();
    }

    @Override
    public List<Deed> indexes(SecondTable table) {
        List<Deed> deeds = new ArrayList<>(indexesOn(table).others());
        unvalidated(table.after().constraints().stream(), table.second(names), deeds);
        table.parts().forEach(p -> unvalidated(parts(table).ownChecks(p).stream(), p.second(names), deeds));
        deeds.add(Deed.sampling(
                "gather statistics of " + table.second(names), ddl.analyze(table.second(names), List.of())));
        return deeds;
    }

    private void unvalidated(Stream<Constraint> constraints, TableName second, List<Deed> deeds) {
        constraints
                .filter(c -> c.kind() == Constraint.Kind.CHECK && !c.validated())
                .forEach(c -> deeds.add(Deed.own(
                        "require " + c.name() + " of new rows of " + second,
                        List.of(ddl.addConstraintUnvalidated(second, c.name(), bare(c))))));
    }

    private static String bare(Constraint constraint) {
        return constraint.definition().replaceAll("(?i)\\s+NOT VALID$", "");
    }

    @Override
    public Replay replay(SecondTable table) {
        return notes.replay(table, parts(table).refuseOtherParts(p -> p.second(names), notes.sentinel(table)));
    }

    @Override
    public Switch keepInStep(SecondTable table) {
        List<String> sql = new ArrayList<>(notes.drop(table));
        sql.addAll(parts(table).takeTheRest());
        sql.addAll(forward(table).create());
        return new Switch(
                writersKeptOut(table),
                List.of("LOCK TABLE " + names.quote(table.name()) + " IN SHARE ROW EXCLUSIVE MODE"),
                sql,
                List.of());
    }

    private PostgresDualWrites forward(SecondTable table) {
        return PostgresExchange.forward(names, table);
    }

    @Override
    public List<Deed> exchange(List<SecondTable> tables) {
        return List.of(new PostgresExchange(names, ddl, tables).deed());
    }

    @Override
    public List<Deed> retire(SecondTable table) {
        return List.of(
                new Deed(
                        "stop keeping " + table.former(names) + " in step",
                        Impact.of(
                                Impact.Work.METADATA,
                                new Lock(table.name(), "ACCESS EXCLUSIVE", Lock.Blocks.READS_AND_WRITES)),
                        PostgresExchange.backward(names, table).drop(),
                        List.of()),
                Deed.own(
                        "drop " + table.former(names) + ", the former " + table.name(),
                        List.of(ddl.dropTable(table.former(names)))));
    }
}
