package dev.dbmigrations.parse;

/** A way in which a text cannot be read, with its code and what helps. */
public enum ParseProblem {
    STRING_NOT_CLOSED("DBM-1001", "string is never closed", "close the string; a quote inside it is written twice"),
    NAME_NOT_CLOSED("DBM-1002", "quoted name is never closed", "close the name; a quote inside it is written twice"),
    COMMENT_NOT_CLOSED("DBM-1003", "comment is never closed", "close the comment with */"),
    DOLLAR_QUOTE_NOT_CLOSED(
            "DBM-1004", "dollar-quoted text is never closed", "write the same dollar quote where the text ends"),
    PARENTHESIS_NOT_CLOSED("DBM-1005", "parenthesis is never closed", "close the parenthesis"),
    BODY_NOT_ENDED("DBM-1006", "BEGIN ATOMIC is never ended", "write END; after the last statement of the body"),
    ROWS_NOT_ENDED(
            "DBM-1007", "rows of COPY … FROM STDIN are never ended", "write a line of \\. alone after the last row"),
    ROWS_MISPLACED(
            "DBM-1008",
            "something follows COPY … FROM STDIN on its line",
            "begin the rows on the next line; put other statements after the \\. that ends the rows"),
    CLIENT_COMMAND("DBM-1009", "command of a client program, not SQL", "take it out, or write in SQL what it does"),
    BLOCK_NOT_ENDED(
            "DBM-1010",
            "block of a stored program is never ended",
            "write the END that is missing; each BEGIN, IF, CASE, LOOP, REPEAT and WHILE has one of its own"),
    BATCH_END_UNCLEAR(
            "DBM-1011",
            "GO ends a batch only on a line of its own",
            "write GO alone on its line, or GO and how often the batch is to run, from 1");

    private final String code;
    private final String summary;
    private final String advice;

    ParseProblem(String code, String summary, String advice) {
        this.code = code;
        this.summary = summary;
        this.advice = advice;
    }

    public String code() {
        return code;
    }

    public String summary() {
        return summary;
    }

    public String advice() {
        return advice;
    }
}
