package dev.dbmigrations.plan;

import java.util.List;
import java.util.Optional;

/** One thing to do. Its final SQL is in it: nothing is rendered later. */
public sealed interface Step {

    StepFacts facts();

    /** The same step under another id. */
    Step numbered(String id);

    /** Statements in one transaction, together with the journal entry that says they are done. */
    record RunSql(StepFacts facts, List<String> sql) implements Step {
        public RunSql {
            sql = List.copyOf(sql);
        }

        @Override
        public Step numbered(String id) {
            return new RunSql(facts.numbered(id), sql);
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

    /** A proof: the rows that the check counts must be none. */
    record Prove(StepFacts facts, DataCheck check) implements Step {
        @Override
        public Step numbered(String id) {
            return new Prove(facts.numbered(id), check);
        }
    }
}
