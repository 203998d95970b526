package dev.dbmigrations.parse;

import dev.dbmigrations.parse.Token.Kind;

/** {@code DECLARE … HANDLER FOR} and its conditions: the statement after them may be a block of any kind. */
final class HandlerHead {

    private enum Phase {
        NONE,
        DECLARED,
        HANDLER,
        CONDITION,
        AFTER_CONDITION
    }

    private Phase phase = Phase.NONE;

    void reset() {
        phase = Phase.NONE;
    }

    void declared() {
        phase = Phase.DECLARED;
    }

    /** Reads a token; true when it is the first of the handler's statement. */
    boolean isStatementAfter(Kind kind, String word, String text) {
        switch (phase) {
            case DECLARED -> phase = word.equals("handler") ? Phase.HANDLER : phase;
            case HANDLER -> phase = word.equals("for") ? Phase.CONDITION : Phase.NONE;
            case CONDITION -> {
                boolean isMore = word.equals("sqlstate") || word.equals("value") || word.equals("not");
                phase = isMore ? phase : Phase.AFTER_CONDITION;
            }
            case AFTER_CONDITION -> {
                boolean another = kind == Kind.SYMBOL && text.equals(",");
                phase = another ? Phase.CONDITION : Phase.NONE;
                return !another;
            }
            case NONE -> {}
        }
        return false;
    }
}
