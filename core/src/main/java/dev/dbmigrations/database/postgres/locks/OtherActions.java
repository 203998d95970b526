package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Locks of the ALTER TABLE actions that have no record of their own, told by their words. */
record OtherActions(Schema schema) {

    private record Known(Pattern words, Mode mode, Work work) {
        static Known of(String words, Mode mode, Work work) {
            return new Known(Pattern.compile("\\b" + words), mode, work);
        }
    }

    /** First match counts. Measured on PostgreSQL 15; SET EXPRESSION from the documentation of 17. */
    private static final List<Known> KNOWN = List.of(
            Known.of("set statistics\\b", Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("(re)?set\\s*\\([^)]*user_catalog_table", Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of("(re)?set\\s*\\(", Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("(cluster on|set without cluster)\\b", Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("attach partition\\b", Mode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN),
            Known.of("detach partition\\b.*\\b(concurrently|finalize)\\b", Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("detach partition\\b", Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of("(enable|disable) (always |replica )?trigger\\b", Mode.SHARE_ROW_EXCLUSIVE, Work.METADATA),
            Known.of("set (un)?logged\\b", Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("set (tablespace|access method|expression)\\b", Mode.ACCESS_EXCLUSIVE, Work.REWRITE));

    Impact of(AlterOtherwise change, String sql) {
        String action = change.action().toLowerCase(Locale.ROOT);
        Taken taken = new Taken(schema);
        if (action.startsWith("attach partition") || action.equals("detach partition")) {
            taken.lockDefaultPartition(Mode.ACCESS_EXCLUSIVE, change.table());
        }
        for (Known known : KNOWN) {
            if (known.words().matcher(action).find()) {
                Work work = isForPartitionsToCome(action, change) ? Work.METADATA : known.work();
                return others(taken.lock(known.mode(), change.table()), change, sql)
                        .doing(work);
            }
        }
        return others(taken.lockTree(Mode.ACCESS_EXCLUSIVE, change.table()), change, sql)
                .doing(Work.METADATA);
    }

    /** A partitioned table has no rows of its own to be moved (release notes 17 for the access method). */
    private boolean isForPartitionsToCome(String action, AlterOtherwise change) {
        return action.matches("set (tablespace|access method)")
                && schema.table(change.table())
                        .map(t -> t.kind() == Table.Kind.PARTITIONED)
                        .orElse(false);
    }

    /** The second table of ATTACH, DETACH and INHERIT. */
    private static Taken others(Taken taken, AlterOtherwise change, String sql) {
        change.others().forEach(t -> taken.lockTree(Mode.ACCESS_EXCLUSIVE, t));
        RelationText.after("no inherit", sql)
                .ifPresentOrElse(
                        t -> taken.lock(Mode.ACCESS_SHARE, t),
                        () -> RelationText.after("inherit", sql)
                                .ifPresent(t -> taken.lock(Mode.SHARE_UPDATE_EXCLUSIVE, t)));
        return taken;
    }
}
