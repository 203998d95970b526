package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** An IMMUTABLE function with another body: indexes and checks keep what the old one gave. */
@AutoService(SafetyRule.class)
public final class FunctionChangeLeavesOldResults implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof RunAsWritten run)
                || !changesResults(run, subject.clause().sql())) {
            return List.of();
        }
        String harm =
                "leaves what the old one gave in indexes, stored columns and checks that use it: they find and hold the wrong rows";
        return List.of(
                subject.findingAtStart(this, harm, "make a function of another name, and build what uses it anew"));
    }

    private static boolean changesResults(RunAsWritten run, String sql) {
        boolean immutable = sql.matches("(?is).*\\bimmutable\\b.*");
        return run.action().matches("create or replace function|alter function.*") && immutable;
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                An index of an expression, a stored generated column and a CHECK hold what an IMMUTABLE function gave when each row
                was written. The server does not compute them anew when the function is replaced: queries by the index miss rows, and
                nothing is reported.""", """
                The function is not IMMUTABLE, so that nothing of the kind may use it; or it is created without OR REPLACE.""", """
                A function of another name is made; a new index or column with it is built beside the old one. Or each index that uses
                the function is built again with REINDEX CONCURRENTLY.""", new Explanation.Example("""
                CREATE OR REPLACE FUNCTION plain(words text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(words)';""", """
                CREATE FUNCTION plainer(words text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(words)';"""));
    }
}
