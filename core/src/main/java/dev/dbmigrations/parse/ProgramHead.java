package dev.dbmigrations.parse;

import java.util.Set;

/** The part of {@code CREATE PROCEDURE}, {@code FUNCTION}, {@code TRIGGER}, {@code EVENT} and {@code PACKAGE} before the body. */
final class ProgramHead {

    private enum Phase {
        /** Not in a head. */
        NONE,
        /** After CREATE or ALTER, before the kind of the object. */
        KIND,
        PARAMETERS,
        /** After FOR EACH ROW or the parameters: any word may be the body's first. */
        BODY,
        ROW,
        DO,
        /** A function of Oracle's mode names its type by RETURN; elsewhere that is the whole body. */
        RETURN,
        PACKAGE
    }

    /** Words between CREATE and the kind of a stored program. */
    private static final Set<String> BEFORE_KIND =
            Set.of("or", "replace", "definer", "aggregate", "current_user", "current_role");

    /** Statements without blocks that may be a body. */
    private static final Set<String> PLAIN_STATEMENTS = Set.of(
            "alter",
            "analyze",
            "call",
            "change",
            "check",
            "close",
            "commit",
            "create",
            "deallocate",
            "delete",
            "do",
            "drop",
            "execute",
            "explain",
            "fetch",
            "flush",
            "get",
            "grant",
            "handler",
            "insert",
            "kill",
            "load",
            "lock",
            "open",
            "optimize",
            "prepare",
            "rename",
            "repair",
            "replace",
            "resignal",
            "revoke",
            "rollback",
            "savepoint",
            "select",
            "set",
            "show",
            "signal",
            "start",
            "truncate",
            "unlock",
            "update",
            "values",
            "with",
            "xa");

    /** Before SET in the type of what a function returns. */
    private static final Set<String> BEFORE_SET_OF_A_TYPE = Set.of("returns", "character", "char");

    private Phase phase = Phase.NONE;

    void reset() {
        phase = Phase.NONE;
    }

    boolean isOpen() {
        return phase != Phase.NONE;
    }

    /** Whether the first word of a statement begins a head. */
    boolean begins(String word) {
        boolean begins = word.equals("create") || word.equals("alter");
        phase = begins ? Phase.KIND : Phase.NONE;
        return begins;
    }

    /** The head of a routine in a package or a block. */
    void nested() {
        phase = Phase.PARAMETERS;
    }

    void bodyBegan() {
        phase = Phase.NONE;
    }

    void parametersEnded() {
        phase = phase == Phase.PARAMETERS ? Phase.BODY : phase;
    }

    /** Whether AS or IS would begin declarations. */
    boolean mayDeclare() {
        return phase == Phase.PARAMETERS || phase == Phase.BODY || phase == Phase.RETURN || phase == Phase.PACKAGE;
    }

    void forwardDeclarationEnded() {
        phase = Phase.NONE;
    }

    /** Reads a word of the head; true when it may be the first of the body. */
    boolean bodyMayBegin(String word, String previous) {
        switch (phase) {
            case KIND -> kind(word, previous);
            case PARAMETERS -> phase = word.equals("return") ? Phase.RETURN : phase;
            case ROW -> phase = word.equals("row") && previous.equals("each") ? Phase.BODY : phase;
            case DO -> phase = word.equals("do") ? Phase.BODY : phase;
            case BODY -> {
                return firstOfBody(word, previous);
            }
            case RETURN, PACKAGE, NONE -> {}
        }
        return false;
    }

    private void kind(String word, String previous) {
        phase = switch (word) {
            case "procedure", "function" -> Phase.PARAMETERS;
            case "trigger" -> Phase.ROW;
            case "event" -> Phase.DO;
            case "package" -> Phase.PACKAGE;
            default -> BEFORE_KIND.contains(word) || previous.isEmpty() ? Phase.KIND : Phase.NONE;
        };
    }

    private boolean firstOfBody(String word, String previous) {
        if (word.equals("return")) {
            phase = Phase.RETURN;
        } else if (PLAIN_STATEMENTS.contains(word)
                && !(word.equals("set") && BEFORE_SET_OF_A_TYPE.contains(previous))) {
            phase = Phase.NONE;
        }
        return phase == Phase.BODY;
    }
}
