package dev.dbmigrations.parse;

/**
 * The smallest part of a statement that means something, or what stands between two such.
 *
 * @param kind what it is
 * @param text exactly as written
 * @param offset UTF-16 units before it in the text that was read
 * @param line from 1
 * @param column from 1, in characters
 */
public record Token(Kind kind, String text, int offset, int line, int column) {

    /** What a token is. */
    public enum Kind {
        /** A keyword or an unquoted name. */
        WORD,
        QUOTED_NAME,
        /** With its quotes, and its prefix if it has one. */
        STRING,
        DOLLAR_STRING,
        NUMBER,
        /** {@code $1}, or a variable such as {@code @name}. */
        PARAMETER,
        /** An operator or a mark of punctuation. */
        SYMBOL,
        /** Without the end of its line. */
        COMMENT_LINE,
        COMMENT_BLOCK,
        WHITESPACE,
        /** The mark and the name of a command of the client program, or one of its variables. */
        CLIENT_COMMAND;

        /** Whether it is there for people only. */
        public boolean isBlank() {
            return this == WHITESPACE || isComment();
        }

        public boolean isComment() {
            return this == COMMENT_LINE || this == COMMENT_BLOCK;
        }
    }

    public boolean isBlank() {
        return kind.isBlank();
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it is this word, in any case, unquoted. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
