package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.postgres.locks.TypeText;
import dev.dbmigrations.dialect.Conversions;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which values PostgreSQL does not convert, or cuts and rounds without a word.
 *
 * <p>Lengths, precisions and whole numbers are compared. A text is tried with {@code pg_input_is_valid} (since PostgreSQL 16), anything
 * else with a function in {@code pg_temp} that tries one row after the other and catches what the server says.
 */
final class PostgresConversions implements Conversions {
    private static final Map<String, List<String>> WHOLE = Map.of(
            "smallint", List.of("-32768", "32767"),
            "integer", List.of("-2147483648", "2147483647"),
            "bigint", List.of("-9223372036854775808", "9223372036854775807"));
    private static final List<String> BY_WIDTH = List.of("smallint", "integer", "bigint");
    private static final Set<String> FRACTIONS = Set.of("numeric", "real", "double precision");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "char", "bpchar", "citext", "name");
    private static final Set<String> LIMITED = Set.of("varchar", "char");
    private static final List<String> TIMES = List.of("timestamp", "timestamptz", "date", "time", "timetz", "interval");

    private final Names names;
    private final boolean triesInput;

    /** @param triesInput whether the server can be asked whether a text is a value of a type */
    PostgresConversions(Names names, boolean triesInput) {
        this.names = names;
        this.triesInput = triesInput;
    }

    @Override
    public Optional<Misfit> misfit(Asked asked) {
        TypeText from = TypeText.of(asked.column().type());
        TypeText to = TypeText.of(asked.type());
        String own = asked.expression();
        if (own != null && !isOwnCast(asked, own)) {
            return tried(asked, own);
        }
        if (from.equals(to) || from.isArray() || to.isArray()) {
            return from.equals(to) ? Optional.empty() : tried(asked, quoted(asked));
        }
        Loss loss = own == null ? asked.loss() : Loss.ACCEPTED;
        return own != null && LIMITED.contains(to.base()) ? Optional.empty() : byKind(asked, from, to, loss);
    }

    private Optional<Misfit> byKind(Asked asked, TypeText from, TypeText to, Loss loss) {
        String value = quoted(asked);
        if (TEXTS.contains(to.base())) {
            return texts(from, to, value);
        }
        boolean number = WHOLE.containsKey(from.base()) || FRACTIONS.contains(from.base());
        if (number && WHOLE.containsKey(to.base())) {
            return whole(from, to, value, loss);
        }
        if (number && to.base().equals("numeric")) {
            return to.isUnbounded() ? Optional.empty() : precise(from, to, value, loss);
        }
        if (number && FRACTIONS.contains(to.base())) {
            return floating(asked, from, to, value, loss);
        }
        if (TIMES.contains(from.base()) && TIMES.contains(to.base())) {
            return times(asked, from, to, value, loss);
        }
        return TEXTS.contains(from.base()) && triesInput ? input(asked, value) : tried(asked, value);
    }

    /** Blanks at the end that are too many are cut without a word by every cast, as the standard demands. */
    private static Optional<Misfit> texts(TypeText from, TypeText to, String value) {
        boolean longEnough = to.isUnbounded() || (TEXTS.contains(from.base()) && from.length() <= to.length());
        if (longEnough) {
            return Optional.empty();
        }
        String text = TEXTS.contains(from.base()) ? value : value + "::text";
        int length = to.length();
        return Optional.of(new Misfit(
                "are longer than " + length + " characters",
                "char_length(rtrim(" + text + ", ' ')) > " + length,
                List.of(),
                TEXTS.contains(from.base()) ? "left(" + value + ", " + length + ")" : ""));
    }

    private static Optional<Misfit> whole(TypeText from, TypeText to, String value, Loss loss) {
        List<String> bounds = WHOLE.get(to.base());
        if (bounds == null || isWider(to, from)) {
            return Optional.empty();
        }
        boolean fraction = FRACTIONS.contains(from.base());
        String rounded = fraction ? "round(" + value + "::numeric)" : value;
        String beyond = rounded + " NOT BETWEEN " + bounds.getFirst() + " AND " + bounds.getLast();
        boolean lossy = fraction && loss == Loss.REFUSED;
        return Optional.of(
                lossy
                        ? new Misfit(
                                "are no whole numbers of type " + to.base(),
                                "(" + beyond + " OR " + rounded + " <> " + value + "::numeric)")
                        : new Misfit("are beyond " + to.base(), beyond));
    }

    private static boolean isWider(TypeText to, TypeText from) {
        return BY_WIDTH.contains(from.base()) && BY_WIDTH.indexOf(to.base()) >= BY_WIDTH.indexOf(from.base());
    }

    /** NaN fits every precision, an infinity none. */
    private static Optional<Misfit> precise(TypeText from, TypeText to, String value, Loss loss) {
        int scale = to.modifiers().getLast();
        int whole = to.modifiers().getFirst() - scale;
        if (from.base().equals("numeric") && !from.isUnbounded()) {
            int before = from.modifiers().getLast();
            if (scale >= before && whole >= from.modifiers().getFirst() - before) {
                return Optional.empty();
            }
        }
        String limit = BigDecimal.ONE.scaleByPowerOfTen(whole).toPlainString();
        String exact = from.base().equals("numeric") ? value : value + "::numeric";
        String beyond = "abs(round(" + exact + ", " + scale + ")) >= " + limit + " AND " + exact + " <> 'NaN'";
        boolean lossy = loss == Loss.REFUSED && FRACTIONS.contains(from.base());
        String type = "numeric(" + to.modifiers().getFirst() + "," + scale + ")";
        return Optional.of(
                lossy
                        ? new Misfit(
                                "are not exactly a " + type,
                                "(" + beyond + " OR round(" + exact + ", " + scale + ") <> " + exact + ")",
                                List.of(),
                                whole > 0 ? "" : "round(" + value + ", " + scale + ")")
                        : new Misfit("are beyond " + type, "(" + beyond + ")"));
    }

    /** A double holds whole numbers up to 2^53 exactly, a real up to 2^24 (IEEE 754). */
    private Optional<Misfit> floating(Asked asked, TypeText from, TypeText to, String value, Loss loss) {
        if (from.base().equals("real") || from.base().equals("smallint")) {
            return Optional.empty();
        }
        if (WHOLE.containsKey(from.base())) {
            boolean exact = from.base().equals("integer") && to.base().equals("double precision");
            String most = to.base().equals("real") ? "16777216" : "9007199254740992";
            return exact || loss == Loss.ACCEPTED
                    ? Optional.empty()
                    : Optional.of(new Misfit(
                            "are not exactly a " + to.base(), value + " NOT BETWEEN -" + most + " AND " + most));
        }
        return tried(asked, value);
    }

    private Optional<Misfit> times(Asked asked, TypeText from, TypeText to, String value, Loss loss) {
        boolean toDay = from.base().startsWith("timestamp") && to.base().equals("date");
        boolean coarser = from.base().equals(to.base()) && to.length() < Math.min(from.length(), 6);
        if ((toDay || coarser) && loss == Loss.REFUSED) {
            return Optional.of(new Misfit(
                    toDay ? "have a time of day" : "have finer fractions than " + asked.type(),
                    value + " <> " + value + "::" + asked.type()));
        }
        boolean bothInstants = from.base().startsWith("timestamp") && to.base().startsWith("timestamp");
        boolean always = toDay
                || bothInstants
                || from.base().equals(to.base())
                || from.base().equals("date");
        return always ? Optional.empty() : tried(asked, value);
    }

    private Optional<Misfit> input(Asked asked, String value) {
        return Optional.of(new Misfit(
                "are no " + asked.type(),
                "NOT pg_catalog.pg_input_is_valid(" + value + "::text, " + names.literal(asked.type()) + ")"));
    }

    /** A function of the columns that the expression speaks of; the server converts its result as it does on assignment. */
    private Optional<Misfit> tried(Asked asked, String expression) {
        List<Column> spokenOf = asked.table().columns().stream()
                .filter(c -> !names.renameColumn(expression, c.name(), "db_migrations_nowhere")
                        .equals(expression))
                .toList();
        if (spokenOf.isEmpty()) {
            return Optional.empty();
        }
        String types = spokenOf.stream().map(Column::type).collect(Collectors.joining(", "));
        String row = IntStream.range(0, spokenOf.size())
                .mapToObj(i ->
                        "$" + (i + 1) + " AS " + names.quote(spokenOf.get(i).name()))
                .collect(Collectors.joining(", "));
        String demanded = asked.column().nullable() ? "true" : "db_migrations_value IS NOT NULL";
        String function = "CREATE OR REPLACE FUNCTION pg_temp.db_migrations_fits(" + types + ") RETURNS boolean"
                + " LANGUAGE plpgsql AS $db_migrations$ #variable_conflict use_column\nDECLARE db_migrations_value "
                + asked.type() + "; BEGIN SELECT " + expression + " INTO db_migrations_value FROM (SELECT " + row
                + ") AS " + names.quote(asked.table().name().name()) + "; RETURN " + demanded
                + "; EXCEPTION WHEN OTHERS THEN RETURN false; END $db_migrations$";
        String arguments = spokenOf.stream().map(c -> names.quote(c.name())).collect(Collectors.joining(", "));
        return Optional.of(new Misfit(
                "do not become " + asked.type(),
                "NOT pg_temp.db_migrations_fits(" + arguments + ")",
                List.of(function),
                ""));
    }

    private String quoted(Asked asked) {
        return names.quote(asked.column().name());
    }

    /** {@code c::type} or {@code CAST(c AS type)} and nothing else. */
    private boolean isOwnCast(Asked asked, String expression) {
        String column = Pattern.quote(quoted(asked));
        String text = expression.strip();
        Matcher cast = Pattern.compile("(?is)\\(?\\s*" + column + "\\s*\\)?\\s*::\\s*(.+)|cast\\s*\\(\\s*" + column
                        + "\\s+as\\s+(.+)\\)")
                .matcher(text);
        if (!cast.matches()) {
            return text.equals(quoted(asked));
        }
        String type = cast.group(1) == null ? cast.group(2) : cast.group(1);
        return TypeText.of(type).equals(TypeText.of(asked.type()));
    }

    /** Another collation or type may hold equal what the column's did not. */
    @Override
    public Optional<String> value(Asked asked) {
        TypeText from = TypeText.of(asked.column().type());
        TypeText to = TypeText.of(asked.type());
        String collation = asked.text().collation();
        if (asked.expression() != null || from.isArray() || to.isArray()) {
            return Optional.empty();
        }
        boolean folds = to.base().equals("citext") && !from.base().equals("citext");
        boolean otherOrder = collation != null && TEXTS.contains(from.base()) && TEXTS.contains(to.base());
        if (otherOrder) {
            return Optional.of(quoted(asked) + "::" + asked.type() + " COLLATE " + collation);
        }
        return folds ? Optional.of(quoted(asked) + "::" + asked.type()) : Optional.empty();
    }
}
