package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Token.Kind;
import org.jspecify.annotations.Nullable;

/** What of a statement is open: tells its terminator from a semicolon inside it, and knows whether rows follow. */
final class Nesting {

    /** What the statement's first word makes possible. */
    private enum Opening {
        NONE,
        ROUTINE,
        ROWS,
        OTHER
    }

    private static final int LONGEST_OPENING = "create".length();

    private final Scanner scanner;
    private final boolean atomicBodies;
    private final boolean rowsInText;
    private final @Nullable Blocks programs;
    private Opening opening;
    private int parentheses;
    private int parenthesisAt;
    private int blocks;
    private int blockAt;
    private boolean isRoutine;
    private boolean rowsFollow;
    private String previous;

    Nesting(Scanner scanner, LexicalRules rules) {
        this.scanner = scanner;
        this.atomicBodies = rules.has(LexicalFeature.ATOMIC_BODIES);
        this.rowsInText = rules.has(LexicalFeature.COPY_FROM_STDIN);
        this.programs = rules.has(LexicalFeature.COMPOUND_STATEMENTS) ? new Blocks() : null;
        this.opening = Opening.NONE;
        this.previous = "";
    }

    /** To be called at the beginning of each statement. */
    void reset() {
        opening = Opening.NONE;
        parentheses = 0;
        blocks = 0;
        isRoutine = false;
        rowsFollow = false;
        previous = "";
        if (programs != null) {
            programs.reset();
        }
    }

    void accept(Kind kind) {
        if (programs != null) {
            program(kind, programs);
        } else if (kind == Kind.WORD) {
            word();
        } else {
            parenthesis();
            previous = scanner.is('.') ? "." : "";
        }
    }

    boolean isClosed() {
        return parentheses == 0 && blocks == 0;
    }

    private void program(Kind kind, Blocks read) {
        int before = parentheses;
        parenthesis();
        if (before > 0 && parentheses == 0) {
            read.parenthesesClosed();
        } else if (before == 0 && parentheses == 0) {
            read.accept(kind, kind == Kind.WORD || kind == Kind.SYMBOL ? scanner.text() : "");
        }
        boolean wasOpen = blocks > 0;
        blocks = read.isClosed() ? 0 : 1;
        blockAt = blocks > 0 && !wasOpen ? scanner.start() : blockAt;
    }

    private void parenthesis() {
        if (scanner.is('(') && parentheses++ == 0) {
            parenthesisAt = scanner.start();
        } else if (scanner.is(')') && parentheses > 0) {
            parentheses--;
        }
    }

    boolean rowsFollow() {
        return rowsFollow;
    }

    /** What the end of the text has left open. */
    ParseException unclosed(Failures failures) {
        return parentheses > 0
                ? failures.neverClosed(parenthesisAt, ParseProblem.PARENTHESIS_NOT_CLOSED)
                : failures.neverClosed(
                        blockAt, programs == null ? ParseProblem.BODY_NOT_ENDED : ParseProblem.BLOCK_NOT_ENDED);
    }

    private void word() {
        if (opening == Opening.NONE) {
            opening = opening();
        }
        if (opening == Opening.OTHER || parentheses > 0) {
            return;
        }
        String word = LetterCase.lower(scanner.text());
        if (opening == Opening.ROUTINE) {
            routine(word);
        } else {
            rowsFollow |= previous.equals("from") && (word.equals("stdin") || word.equals("stdout"));
        }
        previous = word;
    }

    private Opening opening() {
        if (scanner.end() - scanner.start() > LONGEST_OPENING) {
            return Opening.OTHER;
        }
        return switch (LetterCase.lower(scanner.text())) {
            case "create" -> atomicBodies ? Opening.ROUTINE : Opening.OTHER;
            case "copy" -> rowsInText ? Opening.ROWS : Opening.OTHER;
            default -> Opening.OTHER;
        };
    }

    /** CREATE [OR REPLACE] FUNCTION|PROCEDURE, alone or in CREATE SCHEMA, is the only place of a body; CASE ends with END too. */
    private void routine(String word) {
        if (previous.equals(".") || previous.equals("as")) {
            return;
        }
        switch (word) {
            case "function", "procedure" -> isRoutine |= previous.equals("create") || previous.equals("replace");
            case "atomic" -> {
                if (isRoutine && previous.equals("begin")) {
                    open();
                }
            }
            case "case" -> {
                if (blocks > 0) {
                    open();
                }
            }
            case "end" -> blocks -= blocks > 0 ? 1 : 0;
            default -> {}
        }
    }

    private void open() {
        if (blocks++ == 0) {
            blockAt = scanner.start();
        }
    }
}
