package dev.dbmigrations.database.mysql;

import static dev.dbmigrations.dialect.Inquiry.Weight.ERROR;
import static dev.dbmigrations.dialect.Inquiry.Weight.WARNING;

import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Inquiry.Weight;
import dev.dbmigrations.dialect.Need;
import dev.dbmigrations.dialect.Need.Deed;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which rights this account lacks for what is to be run (MySQL 8.0, MariaDB 10.6 to 11.8), each with what gives it: those of the
 * account itself and, where the server shows them, of the roles that are active.
 */
final class PrivilegeInquiries {
    private static final String ACCOUNT =
            "concat(\"'\", substring_index(current_user(), '@', 1), \"'@'\", substring_index(current_user(), '@', -1), \"'\")";

    /**
     * Of several patterns of the account that fit a schema's name the server goes by the most specific alone, so what is given by
     * another has no effect (<a href="https://dev.mysql.com/doc/refman/8.0/en/request-access.html">Access Control, Stage 2</a>).
     */
    private static final String PATTERN = """
            (SELECT f.s FROM g f WHERE f.s <> '' AND f.t = '' AND n.s LIKE f.s
              ORDER BY regexp_instr(concat(replace(replace(f.s, concat(char(92), '_'), 'xx'), concat(char(92), '%'), 'xx'), '%'), '[_%]') DESC, f.s LIMIT 1)""";

    private final List<Inquiry> all = new ArrayList<>();
    private final Agenda agenda;
    private final boolean mariaDb;

    private PrivilegeInquiries(Agenda agenda, boolean mariaDb) {
        this.agenda = agenda;
        this.mariaDb = mariaDb;
    }

    static List<Inquiry> of(Agenda agenda, boolean mariaDb) {
        PrivilegeInquiries inquiries = new PrivilegeInquiries(agenda, mariaDb);
        inquiries.plans();
        inquiries.ownTables();
        inquiries.storedPrograms();
        inquiries.degrading();
        return inquiries.all;
    }

    private void add(String code, Weight weight, String title, String meaning, String sql) {
        all.add(new Inquiry(Topic.PRIVILEGES, code, weight, title, meaning, sql));
    }

    /** What is granted: where the schema is empty, everywhere; where the table is, on all of the schema. */
    private String granted() {
        String roles =
                "SELECT concat(\"'\", role_name, \"'@'\", role_host, \"'\") FROM information_schema.enabled_roles WHERE role_name IS NOT NULL";
        String who = "(SELECT " + ACCOUNT + " AS grantee" + (mariaDb ? "" : " UNION " + roles) + ")";
        return "WITH g AS (SELECT privilege_type AS p, '' AS s, '' AS t FROM information_schema.user_privileges WHERE grantee IN "
                + who
                + " UNION ALL SELECT privilege_type, table_schema, '' FROM information_schema.schema_privileges WHERE grantee IN "
                + who
                + " UNION ALL SELECT privilege_type, table_schema, table_name FROM information_schema.table_privileges WHERE grantee IN "
                + who
                + ")\n";
    }

    /** MariaDB does not show an account what its roles may do, so there nothing is said of one that has a role. */
    private String lacking() {
        return "NOT EXISTS (SELECT 1 FROM g WHERE g.p = n.p AND (g.s = '' OR (g.t = '' AND g.s = " + PATTERN
                + ") OR (n.s LIKE g.s AND g.t = n.t)))"
                + (mariaDb
                        ? " AND NOT EXISTS (SELECT 1 FROM information_schema.enabled_roles WHERE role_name IS NOT NULL)"
                        : "");
    }

    /**
     * @param privilege as {@code GRANT} names it
     * @param schema where
     * @param table empty where it is given for whole schemas only
     */
    private record Right(String privilege, String schema, String table) implements Comparable<Right> {
        String row() {
            return "SELECT " + CatalogQueries.literal(privilege) + " AS p, " + CatalogQueries.literal(schema)
                    + " AS s, " + CatalogQueries.literal(table) + " AS t";
        }

        @Override
        public int compareTo(Right other) {
            return toString().compareTo(other.toString());
        }
    }

    private Set<Right> rights() {
        Set<Right> rights = new TreeSet<>();
        for (Need need : agenda.needs()) {
            TableName object = need.object().inSchema(agenda.defaultSchema());
            for (String privilege : privileges(need.deed())) {
                boolean ofSchemas = Set.of("LOCK TABLES", "CREATE ROUTINE").contains(privilege);
                rights.add(new Right(privilege, object.schema(), ofSchemas ? "" : object.name()));
            }
        }
        return rights;
    }

    private static List<String> privileges(Deed deed) {
        return switch (deed) {
            case CREATE_TABLE -> List.of("CREATE");
            case ALTER -> List.of("ALTER");
            case DROP -> List.of("DROP");
            case INDEX -> List.of("INDEX");
            case TRIGGER -> List.of("TRIGGER");
            case REFERENCE -> List.of("REFERENCES");
            case SELECT -> List.of("SELECT");
            case INSERT -> List.of("INSERT");
            case UPDATE -> List.of("SELECT", "UPDATE");
            case DELETE -> List.of("SELECT", "DELETE");
            case LOCK -> List.of("SELECT", "LOCK TABLES");
            case MAINTAIN -> List.of("SELECT", "INSERT");
            case CREATE_VIEW -> List.of("CREATE VIEW");
            case CREATE_ROUTINE -> List.of("CREATE ROUTINE");
            case CREATE_EXTENSION -> List.of();
        };
    }

    private void plans() {
        String needed = rights().stream().map(Right::row).collect(Collectors.joining(" UNION ALL "));
        if (!needed.isEmpty()) {
            add(
                    "DBM-2360",
                    ERROR,
                    "this account may do what the plans do",
                    "a step would be refused: command denied",
                    granted() + """
                    SELECT concat(current_user(), ' lacks ', n.p, ' on ', n.s, if(n.t = '', '', concat('.', n.t))), 'a step of a pending plan needs it',
                      concat('GRANT ', n.p, ' ON `', replace(if(n.t = '' OR n.p IN ('CREATE', 'CREATE VIEW'), coalesce(%s, n.s), n.s), '`', '``'), '`.', if(n.t = '' OR n.p IN ('CREATE', 'CREATE VIEW'), '*', concat('`', replace(n.t, '`', '``'), '`')), ' TO ', %s, ';')
                    FROM (%s) n WHERE %s""".formatted(PATTERN, ACCOUNT, needed, lacking()));
        }
    }

    private void ownTables() {
        add(
                "DBM-2361",
                ERROR,
                "this account may keep the journal",
                "no run could begin",
                granted() + """
                SELECT concat(current_user(), ' lacks ', n.p, ' on ', n.s, '.', n.t), 'every run reads and writes it',
                  concat('GRANT CREATE, SELECT, INSERT, UPDATE, DELETE ON `', replace(coalesce(%s, n.s), '`', '``'), '`.* TO ', %s, ';')
                FROM (SELECT p, database() AS s, '%s' AS t FROM (SELECT 'CREATE' AS p UNION ALL SELECT 'SELECT' UNION ALL SELECT 'INSERT' UNION ALL SELECT 'UPDATE'
                  UNION ALL SELECT 'DELETE') needed) n WHERE %s""".formatted(PATTERN, ACCOUNT, Bookkeeping.JOURNAL, lacking()));
    }

    private void storedPrograms() {
        if (agenda.objectsOf(Deed.TRIGGER, Deed.CREATE_ROUTINE).isEmpty()) {
            return;
        }
        String enough = mariaDb ? "('SUPER', 'BINLOG ADMIN')" : "('SUPER')";
        add(
                "DBM-2362",
                ERROR,
                "triggers may be made beside a binary log",
                "CREATE TRIGGER would be refused (error 1419)",
                granted() + """
                SELECT concat(current_user(), ' may not make triggers while there is a binary log'), 'log_bin_trust_function_creators is off, and the account lacks SUPER',
                  'SET GLOBAL log_bin_trust_function_creators = 1;'
                FROM (SELECT 1 AS one) o WHERE @@log_bin AND NOT @@log_bin_trust_function_creators AND NOT EXISTS (SELECT 1 FROM g WHERE g.p IN %s AND g.s = '')""".formatted(enough));
    }

    /** What is done without, but worse. */
    private void degrading() {
        add(
                "DBM-2363",
                WARNING,
                "sessions of others can be seen",
                "without it, load and long transactions are unknown",
                granted() + """
                SELECT concat(current_user(), ' may not see what others do'), 'load, replicas and long transactions are unknown, and rows are not moved where that cannot be known',
                  concat('GRANT PROCESS ON *.* TO ', %s, ';')
                FROM (SELECT 1 AS one) o WHERE NOT EXISTS (SELECT 1 FROM g WHERE g.p = 'PROCESS' AND g.s = '')""".formatted(ACCOUNT));
        add(
                "DBM-2364",
                WARNING,
                "changes can be tried on an empty clone",
                "without it, plans go by the catalogue of known cases alone",
                granted() + """
                SELECT concat(current_user(), ' may not make a scratch database'), 'changes are not tried on an empty clone first; plans go by what is known of this version',
                  concat('GRANT ALL ON `db\\_migrations\\_scratch\\_%%`.* TO ', %s, ';')
                FROM (SELECT 'CREATE' AS p, 'db_migrations_scratch_1' AS s, '' AS t) n WHERE %s""".formatted(ACCOUNT, lacking()));
    }
}
