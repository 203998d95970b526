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
    COPY_FROM_STDIN
}
