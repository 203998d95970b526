package dev.dbmigrations.database.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column's definition taken apart, to be changed in one point and written whole again, as MODIFY and CHANGE demand.
 *
 * @param type with its character set and collation
 * @param nullable whether NULL is allowed
 * @param defaultSql what DEFAULT says
 * @param generated from GENERATED or AS on, with what stands between it and the next attribute
 * @param autoIncrement whether the server numbers it
 * @param invisible whether {@code *} leaves it out
 * @param rest everything else in its order: ON UPDATE, COMMENT, CHECK
 */
record ColumnText(
        String type,
        boolean nullable,
        @Nullable String defaultSql,
        @Nullable String generated,
        boolean autoIncrement,
        boolean invisible,
        List<String> rest) {

    ColumnText {
        rest = List.copyOf(rest);
    }

    /** Takes apart what stands behind the column's name. */
    static ColumnText of(String definition) {
        return new Reader(DefinitionWords.of(definition)).read();
    }

    ColumnText ofType(String newType) {
        return new ColumnText(newType, nullable, defaultSql, generated, autoIncrement, invisible, rest);
    }

    ColumnText withNullable(boolean mayBeNull) {
        boolean onlyNull = "NULL".equalsIgnoreCase(String.valueOf(defaultSql));
        String kept = !mayBeNull && onlyNull ? null : defaultSql;
        return new ColumnText(type, mayBeNull, kept, generated, autoIncrement, invisible, rest);
    }

    ColumnText withDefault(@Nullable String expression) {
        return new ColumnText(type, nullable, expression, generated, autoIncrement, invisible, rest);
    }

    ColumnText withoutAutoIncrement() {
        return new ColumnText(type, nullable, defaultSql, generated, false, invisible, rest);
    }

    ColumnText withInvisible(boolean hidden) {
        return new ColumnText(type, nullable, defaultSql, generated, autoIncrement, hidden, rest);
    }

    ColumnText withRest(List<String> others) {
        return new ColumnText(type, nullable, defaultSql, generated, autoIncrement, invisible, others);
    }

    /** The default, none being the same as NULL. */
    @Nullable
    String givenDefault() {
        return defaultSql == null || defaultSql.equalsIgnoreCase("NULL") ? null : defaultSql;
    }

    boolean isOfTypeOf(ColumnText other) {
        return TypeText.normal(type).equals(TypeText.normal(other.type()));
    }

    boolean hasDefaultOf(ColumnText other) {
        return normal(defaultSql).equals(normal(other.defaultSql()));
    }

    /** {@code DEFAULT NULL} is what there is without one; numbers may stand in quotes. */
    private static String normal(@Nullable String expression) {
        String text = expression == null ? "null" : expression.toLowerCase(Locale.ROOT);
        return text.replaceAll("^current_timestamp\\(\\)$", "current_timestamp")
                .replaceAll("^now\\(\\)$", "current_timestamp")
                .replaceAll("^'(-?\\d+(\\.\\d+)?)'$", "$1");
    }

    boolean isSameAs(ColumnText other) {
        return isOfTypeOf(other)
                && nullable == other.nullable()
                && hasDefaultOf(other)
                && Objects.equals(generated, other.generated())
                && autoIncrement == other.autoIncrement()
                && invisible == other.invisible()
                && rest.equals(other.rest());
    }

    /** In the order that both servers take. */
    String sql() {
        List<String> words = new ArrayList<>();
        words.add(type);
        if (generated != null) {
            words.add(generated);
        }
        if (generated == null || !nullable) {
            words.add(nullable ? "NULL" : "NOT NULL");
        }
        if (defaultSql != null) {
            words.add("DEFAULT " + defaultSql);
        }
        if (autoIncrement) {
            words.add("AUTO_INCREMENT");
        }
        if (invisible) {
            words.add("INVISIBLE");
        }
        words.addAll(rest);
        return String.join(" ", words);
    }

    /** Reads word by word. */
    private static final class Reader {
        private final List<String> words;
        private int at;

        Reader(List<String> words) {
            this.words = words;
        }

        ColumnText read() {
            String type = type();
            boolean nullable = true;
            String fallback = null;
            String generated = null;
            boolean numbered = false;
            boolean invisible = false;
            List<String> rest = new ArrayList<>();
            while (at < words.size()) {
                switch (peek()) {
                    case "not" -> {
                        nullable = false;
                        at += 2;
                    }
                    case "null" -> at++;
                    case "default" -> {
                        at++;
                        fallback = words.get(at++);
                    }
                    case "generated", "as" -> generated = generated();
                    case "auto_increment" -> {
                        numbered = true;
                        at++;
                    }
                    case "invisible" -> {
                        invisible = true;
                        at++;
                    }
                    default -> rest.add(other());
                }
            }
            return new ColumnText(type, nullable, fallback, generated, numbered, invisible, rest);
        }

        private String peek() {
            return words.get(at).toLowerCase(Locale.ROOT);
        }

        private String type() {
            StringBuilder type = new StringBuilder(words.get(at++));
            while (at < words.size()) {
                int more = switch (peek()) {
                    case "unsigned", "signed", "zerofill", "varying", "precision", "binary", "ascii", "unicode" -> 1;
                    case "charset", "collate" -> 2;
                    case "character" -> 3;
                    default -> 0;
                };
                if (more == 0) {
                    break;
                }
                for (int i = 0; i < more && at < words.size(); i++) {
                    type.append(' ').append(words.get(at++));
                }
            }
            return type.toString();
        }

        private String generated() {
            StringBuilder text = new StringBuilder();
            while (!peek().startsWith("(")) {
                text.append(words.get(at++)).append(' ');
            }
            text.append(words.get(at++));
            if (at < words.size() && List.of("virtual", "stored", "persistent").contains(peek())) {
                text.append(' ').append(words.get(at++));
            }
            return text.toString();
        }

        /** COMMENT and CHECK have one word behind them, ON UPDATE stands before one. */
        private String other() {
            int more = switch (peek()) {
                case "comment", "check", "column_format", "storage", "srid" -> 2;
                case "on" -> 3;
                default -> 1;
            };
            List<String> taken = words.subList(at, Math.min(words.size(), at + more));
            at += taken.size();
            return String.join(" ", taken);
        }
    }
}
