package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Conversions;
import dev.dbmigrations.dialect.Names;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which values a column of another type refuses in strict mode, or cuts and rounds without a word (MySQL 8.0 manual, 5.1.11
 * "Server SQL Modes" and 11; the same on MariaDB).
 */
final class MySqlConversions implements Conversions {
    private static final Pattern TYPE =
            Pattern.compile("(?is)\\s*([a-z]+(?:\\s+precision)?)\\s*(\\(.*?\\))?((?:\\s.*)?)");
    private static final Pattern CHARACTERS = Pattern.compile("(?is)\\b(?:character\\s+set|charset)\\s+(\\w+)");
    private static final Pattern COLLATION = Pattern.compile("(?is)\\bcollate\\s+(\\w+)");
    private static final Pattern MEMBER = Pattern.compile("'(?:[^']|'')*'");
    private static final Map<String, Integer> BITS =
            Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64);
    private static final Map<String, Integer> TEXT_BYTES =
            Map.of("tinytext", 255, "text", 65_535, "mediumtext", 16_777_215);
    private static final Set<String> TEXTS = Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> BYTES = Set.of("binary", "varbinary");
    private static final Set<String> INSTANTS = Set.of("datetime", "timestamp");
    private static final Set<String> WIDE = Set.of("utf8mb4", "utf8mb3", "utf8");

    private final Names names;

    MySqlConversions(Names names) {
        this.names = names;
    }

    /** A type taken apart: its word, what is in its parentheses, and whether it is unsigned. */
    private record Kind(String word, List<Integer> numbers, String whole, boolean unsigned) {
        static Kind of(String type) {
            String normal = TypeText.normal(type);
            Matcher parts = TYPE.matcher(normal);
            if (!parts.matches()) {
                return new Kind(normal, List.of(), type, false);
            }
            String inside = parts.group(2) == null ? "" : parts.group(2);
            List<Integer> numbers = new ArrayList<>();
            if (inside.matches("\\(\\s*\\d+(\\s*,\\s*\\d+)*\\s*\\)")) {
                Pattern.compile("\\d+").matcher(inside).results().forEach(n -> numbers.add(Integer.valueOf(n.group())));
            }
            boolean unsigned = normal.toLowerCase(Locale.ROOT).contains("unsigned");
            return new Kind(parts.group(1).toLowerCase(Locale.ROOT), List.copyOf(numbers), type, unsigned);
        }

        boolean isWhole() {
            return BITS.containsKey(word);
        }

        boolean isNumber() {
            return isWhole() || Set.of("decimal", "float", "double").contains(word);
        }

        boolean isText() {
            return TEXTS.contains(word);
        }

        boolean hasMembers() {
            return word.equals("enum") || word.equals("set");
        }

        BigInteger least() {
            return unsigned ? BigInteger.ZERO : BigInteger.TWO.pow(bits() - 1).negate();
        }

        BigInteger most() {
            return BigInteger.TWO.pow(unsigned ? bits() : bits() - 1).subtract(BigInteger.ONE);
        }

        private int bits() {
            return BITS.getOrDefault(word, 64);
        }

        int first(int otherwise) {
            return numbers.isEmpty() ? otherwise : numbers.getFirst();
        }
    }

    @Override
    public Optional<Misfit> misfit(Asked asked) {
        if (asked.expression() != null) {
            return Optional.empty();
        }
        Kind from = Kind.of(asked.column().type());
        Kind to = Kind.of(asked.type());
        String value = names.quote(asked.column().name());
        boolean refused = asked.loss() == Loss.REFUSED;
        if (to.isWhole() || to.word().equals("decimal")) {
            return numbers(from, to, value, refused);
        }
        if (to.hasMembers()) {
            return members(from, to, value);
        }
        if (to.isText() || BYTES.contains(to.word())) {
            return texts(asked, from, to, value);
        }
        if (INSTANTS.contains(to.word()) || to.word().equals("date")) {
            return times(from, to, value, refused);
        }
        boolean fromText = from.isText() || from.hasMembers();
        return switch (to.word()) {
            case "json" -> fromText ? found("are no JSON", "NOT json_valid(" + value + ")") : Optional.empty();
            case "uuid" ->
                fromText
                        ? found(
                                "are no UUID",
                                value + " NOT REGEXP '^[{]?[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}[}]?$'")
                        : Optional.empty();
            case "float", "double" ->
                fromText
                        ? found(
                                "are no number",
                                value + " NOT REGEXP '" + number("(\\\\.[0-9]*)?([eE][-+]?[0-9]+)?") + "'")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Misfit> found(String words, String condition) {
        return Optional.of(new Misfit(words, condition));
    }

    private static String number(String fraction) {
        return "^[[:space:]]*[-+]?[0-9]+" + fraction + "[[:space:]]*$";
    }

    private static Optional<Misfit> numbers(Kind from, Kind to, String value, boolean refused) {
        if (from.isText()) {
            String exact = "CAST(" + value + " AS DECIMAL(65,20))";
            String fraction = to.isWhole() ? "" : "(\\\\.[0-9]*)?";
            return found(
                    "are no " + TypeText.normal(to.whole()),
                    "(" + value + " NOT REGEXP '" + number(fraction) + "' OR " + beyond(to, exact) + ")");
        }
        if (!from.isNumber() || isWithin(from, to)) {
            return Optional.empty();
        }
        boolean mayHaveFraction = !from.isWhole();
        int scale = to.isWhole() ? 0 : to.numbers().getLast();
        boolean coarser = mayHaveFraction
                && (!from.word().equals("decimal") || scale < from.numbers().getLast());
        String beyond = beyond(to, value);
        return coarser && refused
                ? found(
                        "are not exactly a " + TypeText.normal(to.whole()),
                        "(" + beyond + " OR round(" + value + ", " + scale + ") <> " + value + ")")
                : found("are beyond " + TypeText.normal(to.whole()), "(" + beyond + ")");
    }

    private static String beyond(Kind to, String value) {
        if (to.isWhole()) {
            return "round(" + value + ") NOT BETWEEN " + to.least() + " AND " + to.most();
        }
        int scale = to.numbers().size() < 2 ? 0 : to.numbers().getLast();
        BigDecimal limit = BigDecimal.ONE.scaleByPowerOfTen(to.first(10) - scale);
        String tooLarge = "abs(round(" + value + ", " + scale + ")) >= " + limit.toPlainString();
        return to.unsigned() ? tooLarge + " OR " + value + " < 0" : tooLarge;
    }

    private static boolean isWithin(Kind from, Kind to) {
        if (from.isWhole() && to.isWhole()) {
            return from.least().compareTo(to.least()) >= 0 && from.most().compareTo(to.most()) <= 0;
        }
        if (!to.word().equals("decimal") || (to.unsigned() && !from.unsigned())) {
            return false;
        }
        int scale = to.numbers().getLast();
        int whole = to.first(10) - scale;
        if (from.isWhole()) {
            return new BigDecimal(from.most()).precision() <= whole;
        }
        return from.word().equals("decimal")
                && scale >= from.numbers().getLast()
                && whole >= from.first(10) - from.numbers().getLast();
    }

    /** A value that is none of the members is refused; a text is compared by the collation, as the server does it. */
    private static Optional<Misfit> members(Kind from, Kind to, String value) {
        List<String> members = members(to.whole());
        if (from.hasMembers()
                && members.containsAll(members(from.whole()))
                && from.word().equals(to.word())) {
            return Optional.empty();
        }
        if (to.word().equals("enum")) {
            return found(
                    "are no member of " + to.whole(),
                    "CONCAT(" + value + ") NOT IN (" + String.join(", ", members) + ")");
        }
        String rest = "CONCAT(',', " + value + ", ',')";
        for (String member : members) {
            rest = "REPLACE(" + rest + ", CONCAT(',', " + member + ", ','), ',,')";
        }
        // A member's comma is used up by its neighbour, so each stands between two of its own.
        String doubled =
                rest.replace("CONCAT(',', " + value + ", ',')", "CONCAT(',', REPLACE(" + value + ", ',', ',,'), ',')");
        return found("have members that are not in " + to.whole(), "REPLACE(" + doubled + ", ',', '') <> ''");
    }

    private static List<String> members(String type) {
        return MEMBER.matcher(type).results().map(MatchResult::group).toList();
    }

    private Optional<Misfit> texts(Asked asked, Kind from, Kind to, String value) {
        List<String> conditions = new ArrayList<>();
        int length = to.first(to.word().equals("char") || to.word().equals("binary") ? 1 : Integer.MAX_VALUE);
        boolean longEnough = from.isText() && !from.numbers().isEmpty() && from.first(0) <= length;
        String words = "do not fit " + TypeText.normal(to.whole());
        String repair = "";
        if (TEXT_BYTES.containsKey(to.word())) {
            int most = TEXT_BYTES.getOrDefault(to.word(), 0);
            boolean narrower = TEXT_BYTES.getOrDefault(from.word(), Integer.MAX_VALUE) > most
                    && (from.numbers().isEmpty() || from.first(0) * 4L > most)
                    && (from.isText() || from.word().endsWith("blob"));
            if (narrower) {
                conditions.add("length(" + value + ") > " + most);
            }
        } else if (BYTES.contains(to.word())) {
            conditions.add("length(" + value + ") > " + length);
        } else if (!to.word().equals("longtext") && !longEnough && !from.hasMembers()) {
            conditions.add("char_length(rtrim(" + value + ")) > " + length);
            repair = from.isText() ? "left(" + value + ", " + length + ")" : "";
            words = "are longer than " + length + " characters";
        }
        String characters = characters(asked);
        if (characters != null && !WIDE.contains(characters) && (from.isText() || from.hasMembers())) {
            String wide = "CONVERT(" + value + " USING utf8mb4)";
            conditions.add("CAST(" + wide + " AS BINARY) <> CAST(CONVERT(CONVERT(" + value + " USING " + characters
                    + ") USING utf8mb4) AS BINARY)");
            words = conditions.size() == 1 ? "cannot be written in " + characters : words + " or " + characters;
            repair = "";
        } else if (characters != null && characters.matches("utf8|utf8mb3") && from.isText()) {
            conditions.add("CONVERT(" + value + " USING utf8mb4) REGEXP '[^\\\\x{0}-\\\\x{FFFF}]'");
            words = conditions.size() == 1 ? "cannot be written in " + characters : words + " or " + characters;
            repair = "";
        }
        if (conditions.isEmpty()) {
            return Optional.empty();
        }
        String condition = conditions.size() == 1 ? conditions.getFirst() : "(" + String.join(" OR ", conditions) + ")";
        return Optional.of(new Misfit(words, condition, List.of(), repair));
    }

    private static @Nullable String characters(Asked asked) {
        String said = asked.type() + " "
                + (asked.text().characterSet() == null ? "" : asked.text().characterSet());
        Matcher set = CHARACTERS.matcher(said);
        if (set.find()) {
            return set.group(1).toLowerCase(Locale.ROOT);
        }
        String collation = collation(asked);
        return collation == null ? null : collation.replaceFirst("_.*", "");
    }

    private static @Nullable String collation(Asked asked) {
        Matcher said = COLLATION.matcher(asked.type() + " "
                + (asked.text().characterSet() == null ? "" : asked.text().characterSet()));
        String collation = asked.text().collation() == null && said.find()
                ? said.group(1)
                : asked.text().collation();
        return collation == null ? null : collation.toLowerCase(Locale.ROOT).replaceAll("[`'\"]", "");
    }

    private static Optional<Misfit> times(Kind from, Kind to, String value, boolean refused) {
        boolean toDay = to.word().equals("date");
        if (from.isText()) {
            String shape = "^[[:space:]]*[0-9]{2,4}[-/.]?[0-9]{1,2}[-/.]?[0-9]{1,2}"
                    + (toDay ? "" : "([ T][0-9]{1,2}:?[0-9]{1,2}:?[0-9]{0,2}([.][0-9]*)?)?") + "[[:space:]]*$";
            String cast = "CAST(" + value + " AS " + (toDay ? "DATE" : "DATETIME(6)") + ")";
            String range = to.word().equals("timestamp") ? " OR " + outside(cast) : "";
            return found(
                    "are no " + to.word(),
                    "(" + value + " NOT REGEXP '" + shape + "' OR (" + value + " IS NOT NULL AND " + cast + " IS NULL)"
                            + range + ")");
        }
        if (!INSTANTS.contains(from.word())) {
            return Optional.empty();
        }
        if (toDay) {
            return refused ? found("have a time of day", "time(" + value + ") <> '00:00:00'") : Optional.empty();
        }
        List<String> conditions = new ArrayList<>();
        if (to.word().equals("timestamp") && from.word().equals("datetime")) {
            conditions.add(outside(value));
        }
        if (refused && to.first(0) < from.first(0)) {
            conditions.add(value + " <> CAST(" + value + " AS DATETIME(" + to.first(0) + "))");
        }
        return conditions.isEmpty()
                ? Optional.empty()
                : found(
                        "are not exactly a " + TypeText.normal(to.whole()),
                        "(" + String.join(" OR ", conditions) + ")");
    }

    /** What four bytes of seconds hold; our sessions are in UTC. */
    private static String outside(String value) {
        return value + " NOT BETWEEN '1970-01-01 00:00:01' AND '2038-01-19 03:14:07.999999'";
    }

    /** Another collation may hold equal what the column's did not. */
    @Override
    public Optional<String> value(Asked asked) {
        String collation = collation(asked);
        boolean text =
                Kind.of(asked.column().type()).isText() && Kind.of(asked.type()).isText();
        if (collation == null || !text || asked.expression() != null) {
            return Optional.empty();
        }
        if (collation.equals(asked.column().extras().collation())) {
            return Optional.empty();
        }
        return Optional.of("CONVERT(" + names.quote(asked.column().name()) + " USING "
                + collation.replaceFirst("_.*", "") + ") COLLATE " + collation);
    }
}
