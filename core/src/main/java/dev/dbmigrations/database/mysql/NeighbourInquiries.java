package dev.dbmigrations.database.mysql;

import static dev.dbmigrations.dialect.Inquiry.Weight.ERROR;
import static dev.dbmigrations.dialect.Inquiry.Weight.WARNING;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.dialect.Topic;
import java.util.ArrayList;
import java.util.List;

/** Who else is on a MySQL 8.0 or MariaDB 10.6, or newer, and would be in the way: transactions, replicas, other migration tools. */
final class NeighbourInquiries {
    private NeighbourInquiries() {}

    static List<Inquiry> of(Agenda agenda, boolean mariaDb) {
        List<Inquiry> all = new ArrayList<>();
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2380",
                WARNING,
                "no transaction has been open for a minute",
                "a step that needs a table which it uses waits for it, and holds up all who come later",
                """
                SELECT concat('session ', t.trx_mysql_thread_id, ' of ', coalesce(p.user, '?'), ' has had a transaction open for ', timestampdiff(SECOND, t.trx_started, convert_tz(now(), @@session.time_zone, 'SYSTEM')), ' s'),
                  concat('a step on a table that it has used waits for it; it is ', coalesce(p.command, 'unknown'), ': ', left(coalesce(t.trx_query, ''), 100)),
                  concat('let it end, or: KILL ', t.trx_mysql_thread_id, ';')
                FROM information_schema.innodb_trx t LEFT JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
                WHERE t.trx_mysql_thread_id NOT IN (0, connection_id()) AND timestampdiff(SECOND, t.trx_started, convert_tz(now(), @@session.time_zone, 'SYSTEM')) >= 60"""));
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2381",
                ERROR,
                "no prepared transaction is left",
                "nobody ends it by going away, so a step on its tables would wait in vain",
                """
                SELECT concat('a prepared XA transaction has waited since ', trx_started), 'what it has locked stays locked, a restart notwithstanding', 'XA RECOVER; then XA COMMIT or XA ROLLBACK it'
                FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = 0 AND trx_state = 'RUNNING'"""));
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2382",
                WARNING,
                "no replica whose lag nobody knows",
                "this server does not know how far its replicas are behind",
                """
                SELECT concat(count(*), ' replicas are attached'), 'this server does not know how far they are behind, and rows are not held back for them', 'give throttle-query a question that tells'
                FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%' HAVING count(*) > 0"""));
        String flyway = "Flyway-" + ("`" + agenda.defaultSchema() + "`.`flyway_schema_history`").hashCode();
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2383",
                ERROR,
                "Flyway is not at work",
                "two would change the same tables at once",
                """
                SELECT concat('Flyway is at work in session ', l.holder), 'it holds its lock', 'wait until it is done, or end it'
                FROM (SELECT is_used_lock('%s') AS holder) l WHERE l.holder IS NOT NULL""".formatted(flyway)));
        all.add(new Inquiry(
                        Topic.OTHERS,
                        "DBM-2384",
                        ERROR,
                        "Liquibase holds no lock",
                        "it is at work, or was killed: it waits for itself then",
                        """
                SELECT concat('Liquibase has its lock since ', lockgranted, ', by ', lockedby), 'it is at work, or was killed and has left it', 'wait until it is done; if nobody is: liquibase release-locks'
                FROM DATABASECHANGELOGLOCK WHERE locked""")
                .where("DATABASECHANGELOGLOCK", "locked"));
        all.add(new Inquiry(
                        Topic.OTHERS,
                        "DBM-2385",
                        ERROR,
                        "golang-migrate has left nothing half done",
                        "the schema is in a state that nobody planned for",
                        """
                SELECT concat('golang-migrate has left version ', version, ' dirty'), 'it failed in the middle of that version', 'mend the schema by hand, then: migrate force VERSION'
                FROM schema_migrations WHERE dirty""")
                .where("schema_migrations", "dirty"));
        if (!mariaDb) {
            all.add(new Inquiry(
                    Topic.OTHERS,
                    "DBM-2386",
                    WARNING,
                    "no backup keeps schema changes out",
                    "every step would wait for it",
                    """
                    SELECT 'somebody holds the backup lock', 'schema changes wait until it is given back', 'wait until the backup is done'
                    FROM performance_schema.metadata_locks WHERE object_type = 'BACKUP LOCK' AND lock_type = 'SHARED' AND lock_status = 'GRANTED' LIMIT 1"""));
        }
        return all;
    }
}
