package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.DdlWriter.Reversible;
import dev.dbmigrations.dialect.Keeping;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Privilege;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data put aside and brought back on PostgreSQL. */
final class PostgresKeeping implements Keeping {

    /** Types that are the server's own (PostgreSQL 18, chapter 8): whatever else there is, somebody may drop. */
    private static final Pattern OF_THE_SERVER =
            Pattern.compile("(bigint|integer|smallint|numeric|real|double precision|money"
                    + "|text|character|character varying|\"char\"|name|bytea|boolean|date|time|timestamp|interval|uuid|jsonb?|jsonpath|xml"
                    + "|inet|cidr|macaddr8?|bit|bit varying|point|line|lseg|box|path|polygon|circle|tsvector|tsquery|oid|pg_lsn"
                    + "|(int[48]|num|ts|tstz|date)(multi)?range)"
                    + "( (year|month|day|hour|minute|second)( to (month|hour|minute|second))?)?( ?\\([0-9, -]+\\))?"
                    + "( with(out)? time zone)?(\\[\\])*");

    private final PostgresNames names;
    private final PostgresDdlWriter ddl;

    PostgresKeeping(PostgresNames names, PostgresDdlWriter ddl) {
        this.names = names;
        this.ddl = ddl;
    }

    @Override
    public List<Reversible> putAside(Table table, TableName place) {
        List<Reversible> renamings = new ArrayList<>();
        renamings.add(new Reversible(
                ddl.renameTable(table.name(), place.name()),
                ddl.renameTable(place, table.name().name())));
        for (Index index : table.indexes()) {
            String name = place.name() + "_" + renamings.size();
            renamings.add(new Reversible(
                    ddl.renameIndex(table.name(), index.name(), name),
                    ddl.renameIndex(table.name(), name, index.name())));
        }
        for (TableName sequence : sequences(table)) {
            String name = place.name() + "_" + renamings.size();
            renamings.add(new Reversible(
                    "ALTER SEQUENCE " + names.quote(sequence) + " RENAME TO " + names.quote(name),
                    "ALTER SEQUENCE " + names.quote(sequence.named(name)) + " RENAME TO "
                            + names.quote(sequence.name())));
        }
        return renamings;
    }

    private static List<TableName> sequences(Table table) {
        return table.columns().stream()
                .flatMap(c -> Optional.ofNullable(c.extras().sequence()).stream())
                .distinct()
                .toList();
    }

    @Override
    public List<String> createKept(TableName place, TableName from, List<String> key, List<String> selected) {
        String columns =
                Stream.concat(key.stream().map(names::quote), selected.stream()).collect(Collectors.joining(", "));
        return List.of(
                "CREATE TABLE " + names.quote(place) + " AS SELECT " + columns + " FROM " + names.quote(from)
                        + " WITH NO DATA",
                "ALTER TABLE " + names.quote(place) + " ADD PRIMARY KEY (" + names.list(key) + ")");
    }

    private static boolean isOfTheServer(String type) {
        return OF_THE_SERVER.matcher(type).matches();
    }

    @Override
    public List<String> addColumnBack(Table before, Column column) {
        TableName table = before.name();
        String name = column.name();
        Column.Extras extras = column.extras();
        List<String> statements = new ArrayList<>();
        statements.add(ddl.addColumn(table, name, column.type(), extras.collation()));
        Optional.ofNullable(column.defaultSql()).ifPresent(d -> statements.add(ddl.setDefault(table, name, d)));
        Optional.ofNullable(extras.comment()).ifPresent(c -> statements.add(ddl.commentOnColumn(table, name, c)));
        Optional.ofNullable(extras.statistics()).ifPresent(s -> statements.add(ddl.setStatistics(table, name, s)));
        Optional.ofNullable(extras.options()).ifPresent(o -> statements.addAll(ddl.setColumnOptions(table, name, o)));
        for (Privilege privilege : extras.privileges()) {
            statements.add(ddl.grantOnColumn(table, name, privilege));
        }
        return statements;
    }

    @Override
    public String keptForm(Column column) {
        String name = names.quote(column.name());
        return isOfTheServer(column.type()) ? name : name + "::text";
    }

    @Override
    public String fromKept(String expression, Column column) {
        return isOfTheServer(column.type()) ? expression : ddl.cast("(" + expression + ")", column.type());
    }

    @Override
    public String insertAsIs(TableName table, List<String> columns) {
        return "INSERT INTO " + names.quote(table) + " (" + names.list(columns) + ") OVERRIDING SYSTEM VALUE";
    }
}
