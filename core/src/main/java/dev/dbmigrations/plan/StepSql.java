package dev.dbmigrations.plan;

import java.util.ArrayList;
import java.util.List;

/** What a step runs, as a person would run it by hand. */
public final class StepSql {
    private StepSql() {}

    /** The statements of a step, batches joined to one. */
    public static List<String> of(Step step) {
        return switch (step) {
            case Step.RunSql run -> run.sql();
            case Step.RunAlone alone -> List.of(alone.sql());
            case Step.MoveRows move -> inOneGo(move.work());
            case Step.CatchUp catchUp -> caughtUp(catchUp);
            case Step.Prove prove -> List.of(prove.check().countSql());
            case Step.CompareTables compare ->
                List.of(
                        compare.pair().source().summary(),
                        compare.pair().target().summary());
        };
    }

    /** The last pass, with what ends it. */
    private static List<String> caughtUp(Step.CatchUp step) {
        List<String> statements = new ArrayList<>();
        step.last()
                .ifPresentOrElse(
                        last -> statements.addAll(last.lock()),
                        () -> statements.addAll(step.replay().freshly()));
        statements.addAll(step.replay().replay());
        step.last().ifPresent(last -> {
            statements.addAll(last.sql());
            statements.addAll(last.end());
        });
        return statements;
    }

    private static List<String> inOneGo(RowWork work) {
        List<String> statements = new ArrayList<>(work.statement().before());
        String where = work.statement().where().isEmpty()
                ? ""
                : " WHERE " + work.statement().where();
        String tail =
                work.statement().tail().isEmpty() ? "" : " " + work.statement().tail();
        work.around().before().forEach(ranged -> statements.add(ranged.in("TRUE")));
        statements.add(work.statement().head() + where + tail);
        work.around().after().forEach(ranged -> statements.add(ranged.in("TRUE")));
        return statements;
    }
}
