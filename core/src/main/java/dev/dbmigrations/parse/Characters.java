package dev.dbmigrations.parse;

/** Which characters begin or continue what. */
final class Characters {

    private Characters() {}

    /** As PostgreSQL's {@code space} (16, {@code scan.l}); MySQL's and SQL Server's contain no other below U+0080. */
    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Every character beyond ASCII is a letter, the no-break space too. */
    static boolean beginsWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean continuesWord(int c) {
        return beginsWord(c) || isDigit(c) || c == '$';
    }

    static boolean isOperator(int c) {
        return c >= 0 && "+-*/<>=~!@#%^&|`?".indexOf(c) >= 0;
    }

    /** An operator of several characters may end in + or - only if it holds one of these. */
    static boolean letsOperatorEndInSign(int c) {
        return "~!@#%^&|`?".indexOf(c) >= 0;
    }
}
