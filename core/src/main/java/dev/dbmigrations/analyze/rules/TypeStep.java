package dev.dbmigrations.analyze.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change of type means to those who send and read values, told by the names of standard SQL types. */
enum TypeStep {
    /** Every value of the old type is one of the new, and reads the same. */
    WIDER,
    /** Some values of the old type are none of the new. */
    NARROWER,
    /** Values of the new type are something else. */
    OTHER;

    private static final Pattern SHAPE = Pattern.compile("([^(]*)(?:\\(([\\d\\s,]*)\\))?(.*)");

    /** Narrower before wider. */
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "integer", "bigint");

    private static final List<String> UNSIGNED =
            INTEGERS.stream().map(t -> t + " unsigned").toList();
    private static final List<String> LONG_TEXTS = List.of("tinytext", "text", "mediumtext", "longtext");

    private static final List<String> FLOATS = List.of("real", "double precision");
    private static final List<String> TEXTS = List.of("character varying", "text");

    private record Shape(String name, List<Integer> numbers, boolean array) {
        static Shape of(String type) {
            Matcher parts = SHAPE.matcher(type.toLowerCase(Locale.ROOT)
                    .replaceAll("\\b(character set|charset|collate)\\s+\\w+", "")
                    .strip()
                    .replaceAll("\\s+", " ")
                    .replace("[]", " array"));
            if (!parts.matches()) {
                return new Shape(type, List.of(), false);
            }
            String words = (parts.group(1) + " " + parts.group(3))
                    .replaceAll("\\s+", " ")
                    .strip();
            List<Integer> numbers = Optional.ofNullable(parts.group(2)).stream()
                    .flatMap(n -> Pattern.compile(",").splitAsStream(n))
                    .map(n -> Integer.valueOf(n.strip()))
                    .toList();
            return new Shape(standard(words.replace(" array", "")), numbers, words.endsWith(" array"));
        }

        private static String standard(String name) {
            if (name.endsWith(" unsigned")) {
                return standard(name.replace(" unsigned", "")) + " unsigned";
            }
            return switch (name) {
                case "int", "int4" -> "integer";
                case "int8" -> "bigint";
                case "int2" -> "smallint";
                case "varchar" -> "character varying";
                case "char", "bpchar" -> "character";
                case "decimal" -> "numeric";
                case "bool" -> "boolean";
                case "float8" -> "double precision";
                case "float4" -> "real";
                case "timestamptz" -> "timestamp with time zone";
                case "timestamp" -> "timestamp without time zone";
                case "timetz" -> "time with time zone";
                case "time" -> "time without time zone";
                default -> name;
            };
        }

        /** An enumeration spelt out in the type: its members are another rule's business. */
        private boolean isListOfMembers() {
            return name.matches("(?i)(enum|set)\\s*\\(.*\\).*");
        }

        private int first() {
            int unsaid = name.equals("datetime") ? 0 : Integer.MAX_VALUE;
            return numbers.isEmpty() ? unsaid : numbers.getFirst();
        }

        private int scale() {
            return numbers.size() > 1 ? numbers.get(1) : 0;
        }
    }

    static TypeStep between(String from, String to) {
        Shape old = Shape.of(from);
        Shape wanted = Shape.of(to);
        if (old.equals(wanted) || (old.isListOfMembers() && wanted.isListOfMembers())) {
            return WIDER;
        }
        if (old.array() != wanted.array()) {
            return OTHER;
        }
        for (List<String> family : List.of(INTEGERS, UNSIGNED, FLOATS, LONG_TEXTS)) {
            if (family.contains(old.name()) && family.contains(wanted.name())) {
                return family.indexOf(wanted.name()) >= family.indexOf(old.name()) ? WIDER : NARROWER;
            }
        }
        boolean texts = TEXTS.contains(old.name()) && TEXTS.contains(wanted.name());
        if (!texts && !old.name().equals(wanted.name())) {
            return INTEGERS.contains(old.name()) && wanted.name().equals("numeric") ? WIDER : OTHER;
        }
        return holds(wanted, old) ? WIDER : NARROWER;
    }

    private static boolean holds(Shape wanted, Shape old) {
        if (wanted.name().equals("numeric") && !wanted.numbers().isEmpty()) {
            return !old.numbers().isEmpty()
                    && wanted.scale() >= old.scale()
                    && wanted.first() - wanted.scale() >= old.first() - old.scale();
        }
        return wanted.first() >= old.first();
    }
}
