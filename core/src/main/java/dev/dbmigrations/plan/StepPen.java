package dev.dbmigrations.plan;

import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the steps of one statement: fills in what follows from the statement and the kind of step. */
public final class StepPen {
    private static final Duration SHARED_LOCK_WAIT = Duration.ofSeconds(2);
    private static final Duration BRIEF_AT_MOST = Duration.ofSeconds(5);
    private static final Undo ONLY_PROVES = new Undo.Nothing("it only proves what is there");
    private final Situation situation;

    StepPen(Situation situation) {
        this.situation = situation;
    }

    /** Statements in one short transaction under a strong lock. */
    public Step brief(String title, Impact impact, Undo undo, List<String> sql) {
        Budget budget = new Budget(Envelope.BRIEF, situation.options().lockWait()).endingAfter(BRIEF_AT_MOST);
        if (situation.can(Capability.TRANSACTIONAL_DDL)) {
            return new Step.RunSql(facts(title, impact, budget, new Reversal(undo, Probe.journal())), sql);
        }
        return byItself(title, impact, budget, undo, sql.getFirst());
    }

    /** Statements that are sent at once and commit one by one, of which the catalog shows how far they have come. */
    Step brief(String title, Impact impact, Undo undo, String sql, Rebuilding.Signs signs) {
        Budget budget = new Budget(Envelope.BRIEF, situation.options().lockWait()).endingAfter(BRIEF_AT_MOST);
        StepFacts facts = facts(title, impact, budget, new Reversal(undo, new Probe.Ask(signs.done())));
        return new Step.RunAlone(facts, sql, signs.mend().map(mend -> new Step.Leftover(signs.half(), mend)));
    }

    /** A statement that commits by itself: the catalog tells whether it has. */
    private Step byItself(String title, Impact impact, Budget budget, Undo undo, String sql) {
        var dialect = situation.server().dialect();
        Probe done = dialect.evidence()
                .of(sql, situation.schema())
                .<Probe>map(Probe.Ask::new)
                .orElseGet(Probe::journal);
        StepFacts facts = facts(title, impact, budget, new Reversal(undo, done));
        boolean chosen = situation
                .directives()
                .strategy()
                .filter(s -> s == Strategy.DIRECT)
                .isPresent();
        String held = chosen ? sql : dialect.ddl().asserted(sql, impact);
        return new Step.RunAlone(facts, held, Optional.empty());
    }

    /**
     * One statement of a sequence.
     *
     * @param title in plain words, beginning with a verb
     * @param sql the statement
     * @param undo how it is taken back
     */
    public record Move(String title, String sql, Undo undo) {}

    /** A sequence under one strong lock: one transaction where DDL has them, else a step for each statement. */
    public List<Step> moves(String title, Impact impact, List<Move> moves) {
        if (!situation.can(Capability.TRANSACTIONAL_DDL)) {
            return moves.stream()
                    .map(m -> brief(m.title(), impact, m.undo(), m.sql()))
                    .toList();
        }
        List<String> undo = new ArrayList<>();
        for (Move move : moves.reversed()) {
            if (move.undo() instanceof Undo.Run run) {
                undo.addAll(run.sql());
            } else if (move.undo() instanceof Undo.Impossible impossible) {
                return List.of(brief(
                        title, impact, impossible, moves.stream().map(Move::sql).toList()));
            }
        }
        return List.of(brief(
                title, impact, new Undo.Run(undo), moves.stream().map(Move::sql).toList()));
    }

    public Step brief(String title, Impact impact, Undo undo, String... sql) {
        return brief(title, impact, undo, List.of(sql));
    }

    /** A long statement under a lock that stops only maintenance, in a transaction of its own. */
    public Step shared(String title, Impact impact, Table table, String sql) {
        return shared(title, impact, table, ONLY_PROVES, sql);
    }

    /** The same for a statement that only looks at a sample of the rows. */
    public Step sampling(String title, Impact impact, Table table, String sql) {
        return shared(title, impact, new Load(Effort.SAMPLE, table), ONLY_PROVES, sql);
    }

    public Step shared(String title, Impact impact, Table table, Undo undo, String sql) {
        return shared(title, impact, new Load(Effort.SCAN, table), undo, sql);
    }

    private record Load(Effort effort, Table table) {}

    private Step shared(String title, Impact impact, Load load, Undo undo, String sql) {
        if (!situation.can(Capability.TRANSACTIONAL_DDL)) {
            // Whatever the algorithm, readers and writers queue behind a wait for the metadata lock.
            Duration most = situation.options().lockWait();
            return byItself(
                    title, impact, budget(new Budget(Envelope.BRIEF, most), load.effort(), load.table()), undo, sql);
        }
        Budget budget = budget(new Budget(Envelope.SHARED, SHARED_LOCK_WAIT), load.effort(), load.table());
        return new Step.RunSql(facts(title, impact, budget, new Reversal(undo, Probe.journal())), List.of(sql));
    }

    /** A statement outside a transaction that waits for others instead of locking them out. */
    public Step alone(String title, Impact impact, Reversal reversal, String sql, Optional<Step.Leftover> leftover) {
        Budget plain = situation.can(Capability.TRANSACTIONAL_DDL)
                ? new Budget(Envelope.CONCURRENT, Duration.ZERO)
                : new Budget(Envelope.BRIEF, situation.options().lockWait());
        Budget budget = situation.forecast(plain, impact.work());
        return new Step.RunAlone(facts(title, impact, budget, reversal), sql, leftover);
    }

    public Step rows(String title, RowWork work, Table table, Undo undo) {
        Budget budget = budget(new Budget(Envelope.BATCHES, Duration.ZERO), Effort.BACKFILL, table);
        Impact impact = new Impact(List.of(), Work.ROWS);
        return new Step.MoveRows(facts(title, impact, budget, new Reversal(undo, Probe.journal())), work);
    }

    /** Statements about tables of ours that nobody waits for. */
    public Step own(String title, Undo undo, List<String> sql) {
        return own(title, new Budget(Envelope.SHARED, SHARED_LOCK_WAIT), undo, sql);
    }

    /** The same about one that is as large as this table. */
    public Step own(String title, Effort effort, Table table, Undo undo, List<String> sql) {
        Budget plain = new Budget(Envelope.SHARED, SHARED_LOCK_WAIT);
        return own(title, budget(plain, effort, table), undo, sql);
    }

    private Step own(String title, Budget budget, Undo undo, List<String> sql) {
        if (situation.can(Capability.TRANSACTIONAL_DDL)) {
            return new Step.RunSql(facts(title, Impact.NONE, budget, new Reversal(undo, Probe.journal())), sql);
        }
        return byItself(title, Impact.NONE, budget, undo, sql.getFirst());
    }

    /** Rows of a table written into another that nobody sees; each of them once. */
    public Step copy(String title, RowWork work, Table table) {
        Budget budget = budget(new Budget(Envelope.BATCHES, Duration.ZERO), Effort.COPY, table);
        Undo undo = new Undo.Nothing("the rows go with the table they are copied to");
        return new Step.MoveRows(
                facts(title, new Impact(List.of(), Work.ROWS), budget, new Reversal(undo, Probe.journal())), work);
    }

    public Step catchUp(String title, Impact impact, Rebuilding.Replay replay, Optional<Rebuilding.Switch> last) {
        Budget budget = last.isPresent()
                ? new Budget(Envelope.BRIEF, situation.options().lockWait()).endingAfter(BRIEF_AT_MOST)
                : new Budget(Envelope.BATCHES, Duration.ZERO);
        Undo undo = new Undo.Nothing("it goes with the second table");
        return new Step.CatchUp(facts(title, impact, budget, new Reversal(undo, Probe.journal())), replay, last);
    }

    public Step prove(String title, Table table, DataCheck check) {
        Budget budget = budget(new Budget(Envelope.READ, Duration.ZERO), Effort.PROOF, table);
        Undo undo = new Undo.Nothing("it only reads");
        return new Step.Prove(facts(title, Impact.NONE, budget, new Reversal(undo, Probe.journal())), check);
    }

    /** A comparison of two tables that are kept in step; rows that differ are mended. */
    public Step compare(String title, TablePair pair, Table source) {
        Budget budget = budget(new Budget(Envelope.READ, Duration.ZERO), Effort.COMPARISON, source);
        Undo undo = new Undo.Nothing("it changes only rows that are not what they should be");
        Impact impact = new Impact(List.of(), Work.SCAN);
        return new Step.CompareTables(facts(title, impact, budget, new Reversal(undo, Probe.journal())), pair);
    }

    private StepFacts facts(String title, Impact impact, Budget budget, Reversal reversal) {
        return new StepFacts("", title, situation.position().atLine(), impact, budget, reversal);
    }

    private Budget budget(Budget plain, Effort effort, Table table) {
        return plain.expecting(situation.forecast(effort, table.size()));
    }
}
