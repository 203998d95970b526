package dev.dbmigrations.database.postgres.locks;

import java.util.Set;

/**
 * What changing a column from one built-in type to another does to the files of the table and its indexes. From the
 * matrix of 60 × 60 pairs measured on PostgreSQL 15 in a session whose time zone is UTC, as ours are.
 */
enum TypeConversion {
    /** Neither the table nor a plain index on the column is written. */
    RELABELLED,
    /** The table stays, a plain index on the column is built again. */
    INDEX_REBUILT,
    /** The table and all its indexes are written anew. */
    REWRITTEN;

    private static final Set<String> TEXTS = Set.of("text", "varchar");
    private static final Set<String> TIMESTAMPS = Set.of("timestamp", "timestamptz");
    private static final Set<String> CASE_AND_BLANKS = Set.of("citext", "bpchar");
    private static final Set<String> COUNTED_FRACTIONS =
            Set.of("time", "timetz", "timestamp", "timestamptz", "interval");
    private static final int FULL_PRECISION = 6;

    static TypeConversion of(TypeText from, TypeText to) {
        if (from.equals(to)) {
            return RELABELLED;
        }
        if (from.isArray() || to.isArray()) {
            return from.isArray() && to.isArray() && from.base().equals(to.base()) && to.isUnbounded()
                    ? sameBase(from, to)
                    : REWRITTEN;
        }
        return from.base().equals(to.base()) ? sameBase(from, to) : otherBase(from, to);
    }

    private static TypeConversion sameBase(TypeText from, TypeText to) {
        boolean keeps = switch (from.base()) {
            case "varchar", "varbit" -> to.length() >= from.length();
            case "numeric" -> to.isUnbounded() || keepsScale(from, to);
            case "char", "bit" -> false;
            default -> COUNTED_FRACTIONS.contains(from.base()) && precision(to) >= precision(from);
        };
        return keeps ? RELABELLED : REWRITTEN;
    }

    private static boolean keepsScale(TypeText from, TypeText to) {
        return !from.isUnbounded()
                && to.length() >= from.length()
                && to.modifiers().getLast().equals(from.modifiers().getLast());
    }

    private static int precision(TypeText type) {
        boolean coarse = !type.suffix().isEmpty() && !type.suffix().endsWith("second") && !type.isArray();
        return coarse ? -1 : Math.min(type.length(), FULL_PRECISION);
    }

    private static TypeConversion otherBase(TypeText from, TypeText to) {
        if (TEXTS.contains(from.base())
                || from.base().equals("citext")
                || from.base().equals("xml")) {
            return fromText(from, to);
        }
        if (TIMESTAMPS.contains(from.base()) && TIMESTAMPS.contains(to.base())) {
            return precision(to) == FULL_PRECISION ? INDEX_REBUILT : REWRITTEN;
        }
        return switch (from.base() + ">" + to.base()) {
            case "char>bpchar", "cidr>inet", "oid>regclass", "regclass>oid" -> RELABELLED;
            case "bit>varbit" -> to.isUnbounded() ? INDEX_REBUILT : REWRITTEN;
            case "integer>oid", "integer>regclass", "oid>integer", "regclass>integer" -> INDEX_REBUILT;
            default -> REWRITTEN;
        };
    }

    private static TypeConversion fromText(TypeText from, TypeText to) {
        if (!to.isUnbounded()) {
            return REWRITTEN;
        }
        if (TEXTS.contains(from.base()) && TEXTS.contains(to.base())) {
            return RELABELLED;
        }
        boolean fromText = TEXTS.contains(from.base()) && CASE_AND_BLANKS.contains(to.base());
        boolean toText = !TEXTS.contains(from.base())
                && (TEXTS.contains(to.base()) || to.base().equals("bpchar"));
        return fromText || toText ? INDEX_REBUILT : REWRITTEN;
    }

    /** Whether this conversion writes a plain index on the column anew. */
    boolean rebuildsIndexes() {
        return this != RELABELLED;
    }
}
