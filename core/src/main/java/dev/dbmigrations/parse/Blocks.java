package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.parse.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Which blocks of a stored program are open, read word by word as the grammars of MySQL 8.0 and MariaDB 11.4 ({@code sql_yacc.yy}) nest
 * them, in MariaDB's Oracle mode too.
 *
 * <p>Most of the words are names as well, so they count where a statement begins, and nowhere else.
 */
final class Blocks {

    private enum Block {
        /** What Oracle's mode has between AS and BEGIN, and in a package. */
        DECLARATIONS,
        BEGIN,
        IF,
        CASE,
        CASE_EXPRESSION,
        LOOP,
        REPEAT,
        /** WHILE and FOR, whose body begins after DO or LOOP. */
        WHILE
    }

    /** After these an expression goes on, so END is a name. */
    private static final Set<String> NEEDS_OPERAND = Set.of(
            "case", "when", "then", "else", "and", "or", "not", "xor", "in", "like", "between", "div", "mod", "");

    /** After IS in an expression. */
    private static final Set<String> TESTED = Set.of("null", "not", "true", "false", "unknown", "of", "json");

    private final ProgramHead head = new ProgramHead();
    private final HandlerHead handler = new HandlerHead();
    private final Deque<Block> open = new ArrayDeque<>();
    private boolean first;
    private boolean statementStart;
    private boolean beginPending;
    private boolean declarationsPending;
    private String previous = "";

    /** To be called at the beginning of each statement. */
    void reset() {
        head.reset();
        handler.reset();
        open.clear();
        first = true;
        statementStart = true;
        beginPending = false;
        declarationsPending = false;
        previous = "";
    }

    boolean isClosed() {
        return open.isEmpty();
    }

    /** Reads a token that stands in no parentheses. */
    void accept(Kind kind, String text) {
        String word = kind == Kind.WORD ? LetterCase.lower(text) : "";
        if (handler.isStatementAfter(kind, word, text)) {
            statementStart = true;
        }
        settleBegin(word);
        settleDeclarations(word);
        if (kind == Kind.WORD && !previous.equals(".")) {
            word(word);
        } else if (kind == Kind.SYMBOL) {
            symbol(text);
        } else {
            statementStart = false;
        }
        if (!isCommentMark(kind, text)) {
            previous = previous(kind, word, text);
            first = false;
        }
    }

    private static boolean isCommentMark(Kind kind, String text) {
        return kind == Kind.SYMBOL && (text.startsWith("/*") || text.equals("*/"));
    }

    /** The word, a dot, nothing for another mark, a quote for any literal or quoted name. */
    private static String previous(Kind kind, String word, String text) {
        if (kind == Kind.WORD) {
            return word;
        }
        return kind != Kind.SYMBOL ? "'" : text.equals(".") ? "." : "";
    }

    /** The parentheses that were open have been closed. */
    void parenthesesClosed() {
        head.parametersEnded();
        statementStart = false;
        previous = ")";
    }

    /** Alone, or before WORK, BEGIN opens a transaction. */
    private void settleBegin(String word) {
        if (beginPending && !word.equals("work")) {
            enter(Block.BEGIN);
        }
        beginPending = false;
    }

    private void settleDeclarations(String word) {
        if (declarationsPending && !word.isEmpty() && !TESTED.contains(word)) {
            head.bodyBegan();
            enter(Block.DECLARATIONS);
        }
        declarationsPending = false;
    }

    private void enter(Block block) {
        open.push(block);
        statementStart = true;
    }

    private void symbol(String text) {
        switch (text) {
            case ";" -> {
                statementStart = true;
                handler.reset();
                head.forwardDeclarationEnded();
            }
            case ":" -> statementStart = !previous.isEmpty();
            case ">>" -> statementStart = true;
            default -> statementStart &= isCommentMark(Kind.SYMBOL, text);
        }
    }

    private void word(String word) {
        if (first && head.begins(word)) {
            statementStart = false;
            return;
        }
        if (head.isOpen()) {
            if (head.mayDeclare() && (word.equals("as") || word.equals("is"))) {
                declarationsPending = true;
            }
            statementStart = head.bodyMayBegin(word, previous);
            if (!statementStart) {
                return;
            }
        }
        boolean atStart = statementStart;
        statementStart = false;
        if (atStart) {
            begins(word);
        } else {
            continues(word);
        }
    }

    /** The first word of a statement. */
    private void begins(String word) {
        switch (word) {
            case "begin" -> begin();
            case "if" -> enterBlock(Block.IF);
            case "case" -> enterBlock(Block.CASE);
            case "while", "for" -> enterBlock(Block.WHILE);
            case "repeat" -> enterBody(Block.REPEAT);
            case "loop" -> enterBody(Block.LOOP);
            case "declare" -> declare();
            case "end" -> leave();
            case "procedure", "function" -> {
                if (open.peek() == Block.DECLARATIONS) {
                    head.nested();
                }
            }
            default -> {}
        }
    }

    private void enterBlock(Block block) {
        head.bodyBegan();
        open.push(block);
    }

    private void enterBody(Block block) {
        head.bodyBegan();
        enter(block);
    }

    private void begin() {
        if (open.peek() == Block.DECLARATIONS) {
            open.pop();
            enter(Block.BEGIN);
        } else if (first) {
            beginPending = true;
        } else {
            enterBody(Block.BEGIN);
        }
    }

    /** In a block a variable, a cursor or a handler is declared; elsewhere Oracle's mode declares before BEGIN. */
    private void declare() {
        if (open.isEmpty()) {
            enterBody(Block.DECLARATIONS);
        } else {
            handler.declared();
        }
    }

    private void leave() {
        if (!open.isEmpty()) {
            open.pop();
        }
    }

    private void continues(String word) {
        Block block = open.peek();
        if (block == null) {
            return;
        }
        boolean ends = previous.equals("end");
        switch (word) {
            case "case" -> {
                if (!ends) {
                    open.push(Block.CASE_EXPRESSION);
                }
            }
            case "repeat" -> {
                if (ends && block == Block.REPEAT) {
                    open.pop();
                }
            }
            case "end" -> {
                if (block == Block.CASE_EXPRESSION && !NEEDS_OPERAND.contains(previous)) {
                    open.pop();
                }
            }
            case "then" -> statementStart = block != Block.CASE_EXPRESSION;
            case "else" -> statementStart = block == Block.IF || block == Block.CASE;
            case "do" -> statementStart = block == Block.WHILE;
            case "loop" -> statementStart = block == Block.WHILE && !ends;
            case "atomic" -> statementStart = previous.equals("not");
            default -> {}
        }
    }
}
