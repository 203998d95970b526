package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans written by hand. */
public final class SamplePlans {
    public static final TableName USERS = TableName.of("public", "users");
    public static final Migration.Checksums CHECKSUMS = new Migration.Checksums(-17, "ab12");

    private SamplePlans() {}

    public static Migration.Id id(String version) {
        return new Migration.Id(
                Migration.Kind.VERSIONED, version, "a change", "migrations/V" + version + "__a_change.sql");
    }

    public static Plan plan(String version, Phase... phases) {
        return new Plan(
                id(version),
                new Plan.Basis("postgresql 18.6", "f00d", List.of(USERS)),
                Strategy.EXPAND_CONTRACT,
                List.of(),
                List.of(phases),
                new Plan.Outcome(new WayBack.Derived(List.of("select 1"), List.of()), List.of(), List.of("a note")));
    }

    public static Phase phase(Phase.Kind kind, Step... steps) {
        return new Phase(kind, "", List.of(steps));
    }

    public static Phase gated(Step... steps) {
        return new Phase(Phase.Kind.CONTRACT, "every client must run the new version", List.of(steps));
    }

    public static Plan checked(Plan plan, DataCheck... checks) {
        return new Plan(
                plan.migration(), plan.basis(), plan.strategy(), List.of(checks), plan.phases(), plan.outcome());
    }

    public static StepFacts facts(String id, Envelope envelope, StepFacts.Reversal reversal) {
        Duration wait = envelope == Envelope.BRIEF ? Duration.ofMillis(200) : Duration.ZERO;
        Impact impact =
                Impact.of(Impact.Work.METADATA, new Lock(USERS, "ACCESS EXCLUSIVE", Lock.Blocks.READS_AND_WRITES));
        return new StepFacts(
                id,
                "do " + id,
                "migrations/V1__a_change.sql:3",
                impact,
                new Budget(envelope, wait, Duration.ofMillis(5), Duration.ZERO, Optional.empty()),
                reversal);
    }

    public static StepFacts.Reversal undoneBy(String... sql) {
        return new StepFacts.Reversal(Undo.Run.of(sql), Probe.journal());
    }

    public static final StepFacts.Reversal NOTHING =
            new StepFacts.Reversal(new Undo.Nothing("it does not show"), Probe.journal());

    public static Step sql(String id, String undo, String... statements) {
        return new Step.RunSql(facts(id, Envelope.BRIEF, undoneBy(undo)), List.of(statements));
    }

    public static Step rows(String id, RowWork work) {
        return new Step.MoveRows(facts(id, Envelope.BATCHES, NOTHING), work);
    }

    public static RowWork work(String head, String where, String... key) {
        return new RowWork(
                USERS,
                "users",
                List.of(key),
                new RowWork.Pieces(List.of(), head, where, ""),
                RowWork.Repetition.HARMLESS);
    }

    public static Step proof(String id, String countSql, String examplesSql) {
        DataCheck check =
                new DataCheck("wrong-rows", USERS, "rows that differ", countSql, examplesSql, "update users set b = a");
        return new Step.Prove(facts(id, Envelope.READ, NOTHING), check);
    }

    public static Step index(String id, String name, String on) {
        String valid =
                "select exists (select 1 from pg_index where indexrelid = to_regclass('" + name + "') and indisvalid)";
        String invalid = "select exists (select 1 from pg_index where indexrelid = to_regclass('" + name
                + "') and not indisvalid)";
        StepFacts.Reversal reversal =
                new StepFacts.Reversal(Undo.Run.of("drop index concurrently if exists " + name), new Probe.Ask(valid));
        return new Step.RunAlone(
                facts(id, Envelope.CONCURRENT, reversal),
                "create index concurrently " + name + " on " + on,
                Optional.of(new Step.Leftover(invalid, "drop index concurrently if exists " + name)));
    }
}
