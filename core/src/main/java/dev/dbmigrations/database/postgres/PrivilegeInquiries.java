package dev.dbmigrations.database.postgres;

import static dev.dbmigrations.dialect.Inquiry.Weight.ERROR;
import static dev.dbmigrations.dialect.Inquiry.Weight.WARNING;

import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Inquiry.Weight;
import dev.dbmigrations.dialect.Need.Deed;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which rights this user lacks for what is to be run (PostgreSQL 14 to 18), each with what gives it. */
final class PrivilegeInquiries {
    private static final List<Deed> ROWS = List.of(Deed.SELECT, Deed.INSERT, Deed.UPDATE, Deed.DELETE);
    private static final String ME = "quote_ident(current_user)";

    private final List<Inquiry> all = new ArrayList<>();
    private final Agenda agenda;

    private PrivilegeInquiries(Agenda agenda) {
        this.agenda = agenda;
    }

    static List<Inquiry> of(Agenda agenda, int major) {
        PrivilegeInquiries inquiries = new PrivilegeInquiries(agenda);
        inquiries.ownership();
        inquiries.schemas();
        inquiries.onTables(
                "DBM-2303", Deed.REFERENCE, "REFERENCES", "a foreign key needs it on the table it points at");
        inquiries.onTables("DBM-2304", Deed.TRIGGER, "TRIGGER", "a trigger of ours keeps old and new shape in step");
        inquiries.rows();
        inquiries.locks();
        inquiries.maintenance(major);
        inquiries.extensions();
        inquiries.ownTables();
        inquiries.degrading();
        return inquiries.all;
    }

    private void add(String code, Weight weight, String title, String meaning, String sql) {
        all.add(new Inquiry(Topic.PRIVILEGES, code, weight, title, meaning, sql));
    }

    private void ownership() {
        List<TableName> tables = agenda.objectsOf(Deed.ALTER, Deed.INDEX, Deed.DROP);
        if (!tables.isEmpty()) {
            add(
                    "DBM-2301",
                    ERROR,
                    "tables that are changed belong to this user",
                    "a step would be refused: must be owner",
                    """
                    SELECT current_user || ' may not change ' || n.name,
                      'it belongs to ' || pg_get_userbyid(c.relowner) || ', and only its owner, or a member of that role, may change it',
                      'GRANT ' || quote_ident(pg_get_userbyid(c.relowner)) || ' TO ' || %s || ';'
                    FROM %s JOIN pg_class c ON c.oid = to_regclass(n.name)
                    WHERE NOT pg_has_role(c.relowner, 'USAGE')""".formatted(ME, InquiryText.names(tables)));
        }
    }

    private void schemas() {
        List<String> schemas =
                agenda.objectsOf(Deed.CREATE_TABLE, Deed.CREATE_VIEW, Deed.CREATE_ROUTINE, Deed.INDEX).stream()
                        .map(TableName::schema)
                        .toList();
        if (!schemas.isEmpty()) {
            add(
                    "DBM-2302",
                    ERROR,
                    "this user may create in the schemas of the plans",
                    "a step would be refused: permission denied for schema",
                    """
                    SELECT current_user || ' may not create anything in schema ' || s.nspname, 'a step of a pending plan creates something there',
                      'GRANT USAGE, CREATE ON SCHEMA ' || quote_ident(s.nspname) || ' TO ' || %s || ';'
                    FROM %s JOIN pg_namespace s ON s.nspname = coalesce(nullif(n.name, ''), current_schema(), 'public')
                    WHERE NOT has_schema_privilege(s.oid, 'CREATE') OR NOT has_schema_privilege(s.oid, 'USAGE')""".formatted(ME, InquiryText.values(schemas)));
        }
    }

    private void onTables(String code, Deed deed, String privilege, String why) {
        List<TableName> tables = agenda.objectsOf(deed);
        if (!tables.isEmpty()) {
            add(
                    code,
                    ERROR,
                    privilege + " on the tables that need it",
                    "a step would be refused: permission denied",
                    """
                    SELECT current_user || ' lacks %1$s on ' || n.name, %2$s, 'GRANT %1$s ON ' || n.name || ' TO ' || %3$s || ';'
                    FROM %4$s JOIN pg_class c ON c.oid = to_regclass(n.name)
                    WHERE NOT has_table_privilege(c.oid, '%1$s')%5$s""".formatted(
                                    privilege,
                                    InquiryText.literal(why),
                                    ME,
                                    InquiryText.names(tables),
                                    privilege.equals("REFERENCES")
                                            ? " AND NOT has_any_column_privilege(c.oid, 'REFERENCES')"
                                            : ""));
        }
    }

    private void rows() {
        String values = ROWS.stream()
                .flatMap(deed -> agenda.objectsOf(deed).stream()
                        .map(t -> "('" + deed.name() + "', " + InquiryText.literal(Identifiers.quote(t)) + ")"))
                .collect(Collectors.joining(", "));
        if (!values.isEmpty()) {
            add(
                    "DBM-2305",
                    ERROR,
                    "rows of the plans' tables may be read and written",
                    "a step would be refused: permission denied",
                    """
                    SELECT current_user || ' lacks ' || n.privilege || ' on ' || n.name, 'a step of a pending plan reads or writes its rows',
                      'GRANT ' || n.privilege || ' ON ' || n.name || ' TO ' || %s || ';'
                    FROM (VALUES %s) n(privilege, name) JOIN pg_class c ON c.oid = to_regclass(n.name)
                    WHERE NOT has_table_privilege(c.oid, n.privilege)
                      AND (n.privilege = 'DELETE' OR NOT has_any_column_privilege(c.oid, n.privilege))""".formatted(ME, values));
        }
        if (!agenda.tables().isEmpty()) {
            add(
                    "DBM-2306",
                    ERROR,
                    "no row security hides rows from this user",
                    "rows that are hidden would be neither checked nor moved",
                    """
                    SELECT 'row security hides rows of ' || n.name || ' from ' || current_user, 'what is not seen is neither checked nor moved',
                      'ALTER ROLE ' || %s || ' BYPASSRLS;'
                    FROM %s JOIN pg_class c ON c.oid = to_regclass(n.name) WHERE row_security_active(c.oid)""".formatted(ME, InquiryText.names(agenda.tables())));
        }
    }

    private void locks() {
        List<TableName> tables = agenda.objectsOf(Deed.LOCK);
        if (!tables.isEmpty()) {
            add(
                    "DBM-2307",
                    ERROR,
                    "tables that are locked may be locked",
                    "a step would be refused: permission denied",
                    """
                    SELECT current_user || ' may not lock ' || n.name, 'LOCK TABLE needs UPDATE, DELETE or TRUNCATE',
                      'GRANT UPDATE ON ' || n.name || ' TO ' || %s || ';'
                    FROM %s JOIN pg_class c ON c.oid = to_regclass(n.name)
                    WHERE NOT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')""".formatted(ME, InquiryText.names(tables)));
        }
    }

    private void maintenance(int major) {
        List<TableName> tables = agenda.objectsOf(Deed.MAINTAIN);
        if (!tables.isEmpty()) {
            boolean grantable = major >= 17;
            add(
                    "DBM-2308",
                    ERROR,
                    "tables that are maintained belong to this user, or it has MAINTAIN",
                    "VACUUM, REINDEX or CLUSTER would be refused",
                    """
                    SELECT current_user || ' may not maintain ' || n.name, 'a step of a pending plan runs VACUUM, ANALYZE, REINDEX or CLUSTER on it', %s
                    FROM %s JOIN pg_class c ON c.oid = to_regclass(n.name)
                    WHERE NOT pg_has_role(c.relowner, 'USAGE')%s""".formatted(
                                    grantable
                                            ? "'GRANT MAINTAIN ON ' || n.name || ' TO ' || " + ME + " || ';'"
                                            : "'GRANT ' || quote_ident(pg_get_userbyid(c.relowner)) || ' TO ' || " + ME
                                                    + " || ';'",
                                    InquiryText.names(tables),
                                    grantable ? " AND NOT has_table_privilege(c.oid, 'MAINTAIN')" : ""));
        }
    }

    private void extensions() {
        List<String> extensions = agenda.objectsOf(Deed.CREATE_EXTENSION).stream()
                .map(TableName::name)
                .toList();
        if (!extensions.isEmpty()) {
            add(
                    "DBM-2309",
                    ERROR,
                    "extensions that are made are installed and may be made",
                    "CREATE EXTENSION would be refused",
                    """
                    SELECT CASE WHEN a.name IS NULL THEN 'extension ' || n.name || ' is not installed on this server'
                        ELSE current_user || ' may not create extension ' || n.name END,
                      CASE WHEN a.name IS NULL THEN 'its files are not there' WHEN a.trusted THEN 'it is trusted, so CREATE on the database suffices'
                        ELSE 'only a superuser may' END,
                      CASE WHEN a.name IS NULL THEN 'install its package' WHEN a.trusted
                        THEN 'GRANT CREATE ON DATABASE ' || quote_ident(current_database()) || ' TO ' || %s || ';'
                        ELSE 'as a superuser: CREATE EXTENSION ' || quote_ident(n.name) || ';' END
                    FROM %s LEFT JOIN (SELECT name, bool_or(trusted) AS trusted FROM pg_available_extension_versions GROUP BY name) a USING (name)
                    WHERE n.name NOT IN (SELECT extname FROM pg_extension) AND NOT (a.name IS NOT NULL
                      AND ((SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                        OR a.trusted AND has_database_privilege(current_database(), 'CREATE')))""".formatted(ME, InquiryText.values(extensions)));
        }
    }

    private void ownTables() {
        String ours = Bookkeeping.OURS.stream().map(t -> "('" + t + "')").collect(Collectors.joining(", "));
        add("DBM-2310", ERROR, "this user may keep the journal", "no run could begin", """
                SELECT current_user || ' may not create the journal in schema ' || coalesce(current_schema(), 'public'), 'the first run makes our tables there',
                  'GRANT USAGE, CREATE ON SCHEMA ' || quote_ident(coalesce(current_schema(), 'public')) || ' TO ' || %1$s || ';'
                WHERE to_regclass('%2$s') IS NULL AND NOT coalesce(has_schema_privilege(coalesce(current_schema(), 'public'), 'CREATE'), true)
                UNION ALL SELECT current_user || ' lacks ' || p.privilege || ' on ' || n.name, 'every run reads and writes it',
                  'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || c.oid::regclass || ' TO ' || %1$s || ';'
                FROM (VALUES %3$s) n(name) JOIN pg_class c ON c.oid = to_regclass(n.name)
                CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) p(privilege)
                WHERE NOT has_table_privilege(c.oid, p.privilege)
                  AND (n.name <> 'schema_migrations' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'checksum_normalised'))""".formatted(
                        ME, Bookkeeping.JOURNAL, ours));
    }

    /** What is done without, but worse. */
    private void degrading() {
        add(
                "DBM-2320",
                WARNING,
                "changes can be tried on an empty clone",
                "without it, plans go by the catalogue of known cases alone",
                """
                SELECT current_user || ' may not create temporary tables', 'changes are not tried on an empty clone first; plans go by what is known of this version',
                  'GRANT TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' TO ' || %s || ';'
                WHERE NOT has_database_privilege(current_database(), 'TEMPORARY')""".formatted(ME));
        add(
                "DBM-2321",
                WARNING,
                "sessions of others can be seen",
                "without it, load, lag and long transactions are unknown",
                """
                SELECT current_user || ' may not see what others do', 'load, replica lag and long transactions are unknown, and rows are not moved where that cannot be known',
                  'GRANT pg_read_all_stats TO ' || %s || ';'
                WHERE NOT pg_has_role('pg_read_all_stats', 'USAGE')""".formatted(ME));
        add(
                "DBM-2322",
                WARNING,
                "the folder of the data can be seen",
                "without it, free disk is unknown",
                """
                SELECT current_user || ' may not know where the data lies', 'whether a plan fits on the disk is unknown',
                  'GRANT pg_read_all_settings TO ' || %s || ';'
                WHERE NOT pg_has_role('pg_read_all_settings', 'USAGE')""".formatted(ME));
    }
}
