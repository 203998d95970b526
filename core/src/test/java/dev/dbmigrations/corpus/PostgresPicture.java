package dev.dbmigrations.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The picture of a database of PostgreSQL: its shape is what {@code picture.sql} tells. */
final class PostgresPicture {
    private static final String SHAPE = resource("picture.sql");
    private static final String TABLES = """
            SELECT c.oid::regclass::text,
              (SELECT string_agg(format('quote_nullable(%I::text)', attname), ' || '', '' || ' ORDER BY attname)
               FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
            FROM pg_class c
            WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
              AND relname <> 'schema_migrations' AND relname !~ '^db_migrations_(journal|runner|schema|applied|lock|kept)'
            """;

    /** A query for each sequence: its next number is in no catalog. */
    private static final String SEQUENCES = """
            SELECT format('SELECT ''next of %1$s: '' || CASE WHEN is_called THEN last_value + %2$s ELSE last_value END FROM %1$s',
              seqrelid::regclass, seqincrement)
            FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid
            WHERE relname !~ '^(schema_migrations|db_migrations)_'
            """;

    private PostgresPicture() {}

    private static String resource(String name) {
        try (InputStream in = Picture.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Picture of(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                if (tables.getString(2) != null) {
                    String prefix = "row of " + tables.getString(1) + ": ";
                    String query = "SELECT " + tables.getString(2) + " FROM ONLY " + tables.getString(1);
                    lines(connection, query).forEach(row -> rows.add(prefix + row));
                }
            }
        }
        rows.sort(null);
        TreeSet<String> shape = new TreeSet<>(lines(connection, SHAPE));
        for (String query : lines(connection, SEQUENCES)) {
            shape.addAll(lines(connection, query));
        }
        return new Picture(new ArrayList<>(shape), rows);
    }

    private static List<String> lines(Connection connection, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                lines.add(String.valueOf(result.getString(1)));
            }
        }
        return lines;
    }
}
