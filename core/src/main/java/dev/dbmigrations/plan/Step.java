package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.TablePair;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One thing to do. Its final SQL is in it: nothing is rendered later. */
public sealed interface Step {

    StepFacts facts();

    /** The same step under another id. */
    Step numbered(String id);

    /**
     * Statements in one transaction, together with the journal entry that says they are done.
     *
     * @param lines of each of the statements in its file; empty where they all come from the one that the step comes from
     */
    record RunSql(StepFacts facts, List<String> sql, List<Integer> lines) implements Step {

        /** Plans of earlier versions, which the journal may hold, know no lines. */
        public RunSql {
            sql = List.copyOf(sql);
            lines = List.copyOf(Objects.requireNonNullElse(lines, List.of()));
        }

        public RunSql(StepFacts facts, List<String> sql) {
            this(facts, sql, List.of());
        }

        /** The same step as if it came from another line of its file. */
        public RunSql atLine(int line) {
            String origin = facts.origin();
            String file = origin.substring(0, origin.lastIndexOf(':'));
            return new RunSql(facts.from(file + ":" + line), sql, lines);
        }

        @Override
        public Step numbered(String id) {
            return new RunSql(facts.numbered(id), sql, lines);
        }
    }

    /**
     * A statement outside any transaction.
     *
     * @param leftover what a failed attempt leaves behind, to be cleaned away before the next
     */
    record RunAlone(StepFacts facts, String sql, Optional<Leftover> leftover) implements Step {
        @Override
        public Step numbered(String id) {
            return new RunAlone(facts.numbered(id), sql, leftover);
        }
    }

    /**
     * @param isThere a query giving one boolean: whether there is something to clean away
     * @param cleanUp the statement that does it, outside any transaction
     */
    record Leftover(String isThere, String cleanUp) {}

    /** Rows changed in batches along a key, each batch with its journal entry in one transaction. */
    record MoveRows(StepFacts facts, RowWork work) implements Step {
        @Override
        public Step numbered(String id) {
            return new MoveRows(facts.numbered(id), work);
        }
    }

    /**
     * A second table catches up with the notes of what has changed in the first, pass by pass, until little is left.
     *
     * @param replay one pass
     * @param last what is done with the rest, under a lock; empty when it may wait for the next such step
     */
    record CatchUp(StepFacts facts, Rebuilding.Replay replay, Optional<Rebuilding.Switch> last) implements Step {
        @Override
        public Step numbered(String id) {
            return new CatchUp(facts.numbered(id), replay, last);
        }
    }

    /** A proof: the rows that the check counts must be none. */
    record Prove(StepFacts facts, DataCheck check) implements Step {
        @Override
        public Step numbered(String id) {
            return new Prove(facts.numbered(id), check);
        }
    }

    /**
     * A proof that two tables hold the same rows, whatever is written to them meanwhile by clients whose triggers keep both in
     * step. Rows that differ are written again from the source, and then the whole is compared anew.
     */
    record CompareTables(StepFacts facts, TablePair pair) implements Step {
        @Override
        public Step numbered(String id) {
            return new CompareTables(facts.numbered(id), pair);
        }
    }
}
