package dev.dbmigrations.dialect;

import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unique key that orders two tables alike, so that one range means the same rows on both. Only a key whose values are
 * taken over as they are is such a one: rounded, cut or computed values may stand elsewhere.
 */
public final class MatchedKeys {
    private static final Pattern CAST = Pattern.compile("(?is)cast\\s*\\((.+)\\sas\\s[^()]+(\\([^()]*\\))?\\s*\\)");
    private static final Pattern COLONS = Pattern.compile("(?is)(.+?)::.+");
    private static final Pattern QUALIFIED = Pattern.compile("(?s)\\w+\\.(.+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)(varchar|character varying)\\b.*");

    private final Names names;
    private final KeyRanges ranges;

    public MatchedKeys(Names names, KeyRanges ranges) {
        this.names = names;
        this.ranges = ranges;
    }

    /** The columns of the key on either side, in its order; both empty when there is no such key. */
    public record Keys(List<String> source, List<String> target) {
        static final Keys NONE = new Keys(List.of(), List.of());

        public Keys {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }
    }

    /** The source's key of iteration where the target has all of it in the same order. */
    public Keys of(Table source, Table target, List<Matched> columns) {
        List<String> there = new ArrayList<>();
        for (String name : source.iterationKey()) {
            Column from = source.column(name).orElseThrow();
            Optional<Column> to = columns.stream()
                    .filter(m -> takenOver(source, m.conversion())
                            .filter(from::equals)
                            .isPresent())
                    .flatMap(m -> target.column(m.column()).stream())
                    .filter(column -> isSameOrder(from, column))
                    .findFirst();
            if (to.isEmpty()) {
                return Keys.NONE;
            }
            there.add(to.get().name());
        }
        return new Keys(source.iterationKey(), there);
    }

    /** The column of the source that the expression is, with nothing but its name. */
    public Optional<Column> plain(Table source, String expression) {
        String text = expression.strip();
        Optional<Column> quoted = source.columns().stream()
                .filter(c -> text.equals(names.quote(c.name())) || text.equalsIgnoreCase(c.name()))
                .findFirst();
        Matcher qualified = QUALIFIED.matcher(text);
        return quoted.isEmpty() && qualified.matches() ? plain(source, qualified.group(1)) : quoted;
    }

    /** The column whose value the expression hands over, cast to another type perhaps. */
    private Optional<Column> takenOver(Table source, String expression) {
        String text = expression.strip();
        if (text.startsWith("(") && text.endsWith(")")) {
            return takenOver(source, text.substring(1, text.length() - 1));
        }
        Matcher cast = CAST.matcher(text);
        Matcher colons = COLONS.matcher(text);
        if (cast.matches()) {
            return takenOver(source, cast.group(1));
        }
        return colons.matches() ? takenOver(source, colons.group(1)) : plain(source, text);
    }

    private boolean isSameOrder(Column from, Column to) {
        if (!ranges.isWalkable(from) || !ranges.isWalkable(to)) {
            return false;
        }
        boolean sameType = from.type().equals(to.type())
                || (LENGTH.matcher(from.type()).matches()
                        && LENGTH.matcher(to.type()).matches());
        boolean sameCollation =
                Objects.equals(from.extras().collation(), to.extras().collation());
        return (ranges.isWholeNumber(from) && ranges.isWholeNumber(to)) || (sameType && sameCollation);
    }
}
