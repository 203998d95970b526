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

/** A table of PostgreSQL built anew beside itself. */
final class PostgresRebuilding implements Rebuilding {
    private final PostgresNames names;
    private final PostgresDdlWriter ddl;
    private final PostgresNotes notes;
    private final boolean notNullHasNames;

    /**
     * @param notNullHasNames whether NOT NULL is a constraint with a name (since 18)
     */
    PostgresRebuilding(PostgresNames names, PostgresDdlWriter ddl, boolean notNullHasNames) {
        this.names = names;
        this.ddl = ddl;
        this.notNullHasNames = notNullHasNames;
        this.notes = new PostgresNotes(names);
    }

    /** One transaction: from its end on, no row can be changed without a note (must-not-fail 23). */
    @Override
    public List<Deed> create(SecondTable table) {
        String second = names.quote(table.second(names));
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE " + second + " (LIKE " + names.quote(table.name())
                + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMPRESSION"
                + " INCLUDING COMMENTS)");
        sql.addAll(identities(table));
        sql.addAll(table.belongings().prepared());
        for (String alteration : table.alterations()) {
            sql.add(Retargeting.of(alteration, table.name(), table.second(names), PostgresLexicalRules.RULES, names));
        }
        if (!table.alterations().isEmpty()) {
            sql.add(ownNames(table));
        }
        table.after().constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.CHECK && c.validated())
                .forEach(c -> sql.add(ddl.addConstraint(table.second(names), c.name(), c.definition())));
        sql.add("COMMENT ON TABLE " + second + " IS "
                + names.literal("db-migrations: takes the place of " + table.name()
                        + "; dropped by `db-migrations down` before it has"));
        sql.addAll(notes.create(table));
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
        return "DO $db_migrations$ DECLARE f record; BEGIN\n  FOR f IN " + sequences
                + (notNullHasNames ? constraints : "") + " LOOP\n" + renaming + "  END LOOP;\nEND $db_migrations$";
    }

    @Override
    public Copy copy(SecondTable table) {
        return new Copy(List.of(PostgresRows.EVERY_ROW), new PostgresRows(names, table).insert());
    }

    @Override
    public List<Deed> key(SecondTable table) {
        return table.after().indexes().stream()
                .filter(i -> isKey(table, i))
                .limit(1)
                .map(i -> build(table, i))
                .toList();
    }

    /** Those that are to be; the index of a constraint that has been dropped goes with it. */
    static List<Index> indexesOf(Table table) {
        return table.indexes().stream()
                .filter(Index::valid)
                .filter(i -> i.shape().constraint() == null
                        || table.constraint(String.valueOf(i.shape().constraint()))
                                .isPresent())
                .toList();
    }

    private static boolean isKey(SecondTable table, Index index) {
        return index.unique()
                && !index.isPartial()
                && !index.hasExpression()
                && index.keyColumns().equals(table.rows().key().after());
    }

    @Override
    public List<Deed> growing(SecondTable table) {
        return indexesOf(table.after()).stream()
                .filter(PostgresRebuilding::mayGrow)
                .map(i -> build(table, i))
                .toList();
    }

    private static boolean mayGrow(Index index) {
        return !index.unique() && index.shape().constraint() == null;
    }

    @Override
    public List<Deed> indexes(SecondTable table) {
        Optional<Index> key =
                table.after().indexes().stream().filter(i -> isKey(table, i)).findFirst();
        boolean haveGrown = table.indexing() == SecondTable.Indexing.WITH_THE_COPY;
        List<Deed> deeds = new ArrayList<>();
        indexesOf(table.after()).stream()
                .filter(i -> !key.equals(Optional.of(i)))
                .filter(i -> !(haveGrown && mayGrow(i)))
                .forEach(i -> deeds.add(build(table, i)));
        table.after().constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.EXCLUSION
                        && table.after().index(c.name()).isEmpty())
                .forEach(c -> deeds.add(constraint(table, c)));
        table.after().constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.CHECK && !c.validated())
                .forEach(c -> deeds.add(own(
                        "require " + c.name() + " of new rows of " + table.second(names),
                        ddl.addConstraintUnvalidated(table.second(names), c.name(), bare(c)))));
        deeds.add(Deed.sampling(
                "gather statistics of " + table.second(names), ddl.analyze(table.second(names), List.of())));
        return deeds;
    }

    private static String bare(Constraint constraint) {
        return constraint.definition().replaceAll("(?i)\\s+NOT VALID$", "");
    }

    private static Deed own(String title, String... sql) {
        return new Deed(title, Impact.NONE, List.of(sql), List.of());
    }

    /** Nobody waits for a lock on the second table, so it is built the fast way. */
    private Deed build(SecondTable table, Index index) {
        TableName second = table.second(names);
        String name = names.derived(index.name(), "new");
        String title = "build " + name + " on " + second;
        String constraint = index.shape().constraint();
        Optional<Constraint> owner =
                constraint == null ? Optional.empty() : table.after().constraint(constraint);
        boolean isNew = owner.isPresent()
                && table.before().constraint(owner.get().name()).isEmpty();
        if (isNew || (owner.isPresent() && owner.get().kind() == Constraint.Kind.EXCLUSION)) {
            return constraint(table, owner.get());
        }
        String create = ddl.createIndexOnline(second, name, index).replaceFirst("INDEX CONCURRENTLY", "INDEX");
        if (owner.isEmpty()) {
            return Deed.building(title, List.of(create));
        }
        boolean primary = owner.get().kind() == Constraint.Kind.PRIMARY_KEY;
        String adopt = ddl.addKeyUsingIndex(
                second, name, primary ? PostgresDdlWriter.KeyKind.PRIMARY_KEY : PostgresDdlWriter.KeyKind.UNIQUE, name);
        return Deed.building(title, List.of(create, adopt + deferral(owner.get())));
    }

    /** With its index: what an author has written says more than the index alone. */
    private Deed constraint(SecondTable table, Constraint constraint) {
        TableName second = table.second(names);
        String name = names.derived(constraint.name(), "new");
        return Deed.building(
                "build " + name + " on " + second, List.of(ddl.addConstraint(second, name, constraint.definition())));
    }

    private static String deferral(Constraint constraint) {
        int start = constraint.definition().indexOf(" DEFERRABLE");
        return start < 0 ? "" : constraint.definition().substring(start);
    }

    @Override
    public Replay replay(SecondTable table) {
        return notes.replay(table);
    }

    @Override
    public Switch keepInStep(SecondTable table) {
        List<String> sql = new ArrayList<>(notes.drop(table));
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
                own(
                        "drop " + table.former(names) + ", the former " + table.name(),
                        ddl.dropTable(table.former(names))));
    }
}
