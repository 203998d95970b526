package dev.dbmigrations.plan;

import dev.dbmigrations.change.Position;

/** A statement for which no plan can be made: it names something that is not there, or needs what was not given. */
public final class PlanRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Position position;
    private final Reason reason;
    private final String next;

    /** Why there is no plan. */
    public enum Reason {
        UNKNOWN_TABLE("DBM-2001"),
        UNKNOWN_COLUMN("DBM-2002"),
        UNKNOWN_OBJECT("DBM-2003"),
        VALUE_NEEDED("DBM-2004"),
        WOULD_BLOCK("DBM-2005"),
        DEPENDENTS("DBM-2006"),
        NOT_POSSIBLE("DBM-2007"),
        NO_ROOM("DBM-2008");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The code of the message that users see. */
        public String code() {
            return code;
        }
    }

    public PlanRefused(Position position, Reason reason, String message, String next) {
        super(message);
        this.position = position;
        this.reason = reason;
        this.next = next;
    }

    public Position position() {
        return position;
    }

    public Reason reason() {
        return reason;
    }

    /** What the author can type or write to go on. */
    public String next() {
        return next;
    }
}
