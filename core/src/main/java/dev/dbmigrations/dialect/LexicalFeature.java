package dev.dbmigrations.dialect;

/** One way in which the characters of one kind of SQL are read differently from those of another. */
public enum LexicalFeature {
    /** {@code $tag$ … $tag$} quotes a text in which nothing is an escape. */
    DOLLAR_QUOTES,
    /** A block comment inside a block comment must be closed too. */
    NESTED_COMMENTS,
    /** {@code E'…'}: a string in which a backslash escapes, also in its continuation on the next line. */
    ESCAPE_STRINGS,
    /** {@code U&'…'} and {@code U&"…"}. */
    UNICODE_STRINGS,
    /** A backslash escapes in every string. */
    BACKSLASH_ESCAPES,
    /** {@code #} begins a comment that ends with the line. */
    HASH_COMMENTS,
    /** {@code --} begins a comment only before a blank or the end of the line. */
    DASH_COMMENTS_NEED_BLANK,
    /** {@code `name`}. */
    BACKTICK_NAMES,
    /** {@code [name]}. */
    BRACKET_NAMES,
    /** {@code "…"} is a string, not a name. */
    DOUBLE_QUOTED_STRINGS,
    /** {@code BEGIN ATOMIC … END} in the definition of a routine holds statements with terminators of their own. */
    ATOMIC_BODIES,
    /** {@code COPY … FROM STDIN} is followed by its rows, up to a line of {@code \.}. */
    COPY_FROM_STDIN,
    /** What stands between {@code /*!} (with or without a version) and its closing mark is SQL, not a comment. */
    EXECUTED_COMMENTS,
    /** Of {@link #EXECUTED_COMMENTS}, those opened by {@code /*M!} count too, and those of the versions 5.7 to 9 are comments. */
    FORKED_EXECUTED_COMMENTS,
    /** {@code @name}, {@code @@name} and {@code @'name'} are one token: a variable or the host of an account. */
    AT_VARIABLES,
    /** {@code #name} and {@code ##name} are names. */
    HASH_NAMES,
    /** A backslash before a capital N stands for NULL. */
    BACKSLASH_NULL,
    /** The blocks of stored programs, from {@code BEGIN}, {@code IF}, {@code LOOP} and their like to {@code END}, hold statements. */
    COMPOUND_STATEMENTS,
    /** A line of {@code DELIMITER} and a text makes that text a terminator. */
    DELIMITER_LINES,
    /** A line of {@code GO} ends what is sent to the server at once; a semicolon does not. */
    BATCHES
}
