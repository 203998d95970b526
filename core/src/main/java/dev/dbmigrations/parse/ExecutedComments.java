package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;

/**
 * Which comments are SQL, {@code /*!40101 SET …}, and whether one is open. They do not nest: the first closing mark ends them, as in
 * the servers' lexers (MySQL 8.0 and MariaDB 11.4, {@code sql_lex.cc}).
 */
final class ExecutedComments {

    private static final int LONGEST_VERSION = 6;

    /** No server has had this version or a later one: what scripts write for "never". */
    private static final int NEVER = 99_999;

    /** MariaDB's documentation, "Comment Syntax": versions of the other server that it does not follow. */
    private static final int FIRST_OTHER = 50_700;

    private static final int NOWHERE = -1;

    private final Window window;
    private final boolean exist;
    private final boolean forked;
    private int openedAt = NOWHERE;

    ExecutedComments(Window window, LexicalRules rules) {
        this.window = window;
        this.exist = rules.has(LexicalFeature.EXECUTED_COMMENTS);
        this.forked = rules.has(LexicalFeature.FORKED_EXECUTED_COMMENTS);
    }

    /** Whether a comment that opens there has the marks of one that is executed by some server. */
    boolean isMarked(int comment) {
        return exist && markEnd(comment) > comment;
    }

    /** The index after the opening mark and version; the comment's own index if it is not executed. */
    int afterOpening(int comment) {
        int mark = exist ? markEnd(comment) : comment;
        if (mark == comment) {
            return comment;
        }
        int version = 0;
        int i = mark;
        while (i - mark < LONGEST_VERSION && Characters.isDigit(window.at(i))) {
            version = version * 10 + window.at(i++) - '0';
        }
        boolean another = forked && window.at(mark - 2) == '*' && version >= FIRST_OTHER && version <= NEVER;
        boolean future = i - mark < LONGEST_VERSION ? version >= NEVER : version >= 10 * NEVER;
        return another || future ? comment : i;
    }

    boolean closes(int index) {
        return isOpen() && window.at(index) == '*' && window.at(index + 1) == '/';
    }

    boolean isOpen() {
        return openedAt != NOWHERE;
    }

    int openedAt() {
        return openedAt;
    }

    void open(int index) {
        openedAt = index;
    }

    void close() {
        openedAt = NOWHERE;
    }

    private int markEnd(int comment) {
        if (window.at(comment + 2) == '!') {
            return comment + 3;
        }
        return forked && window.at(comment + 2) == 'M' && window.at(comment + 3) == '!' ? comment + 4 : comment;
    }
}
