package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which values do not survive a change of their column's type. Only SQL. Pure. */
public interface Conversions {

    /** Where nothing is known of types. */
    Conversions NONE = new Conversions() {
        @Override
        public Optional<Misfit> misfit(Asked asked) {
            return Optional.empty();
        }

        @Override
        public Optional<String> value(Asked asked) {
            return Optional.empty();
        }
    };

    /**
     * A change of type.
     *
     * @param table before it
     * @param column before it
     * @param type the new type as written
     * @param text how its characters are to be kept
     * @param expression the conversion as written; null for the server's own
     * @param loss what the server's own conversion may take away without a word
     */
    record Asked(
            Table table,
            Column column,
            String type,
            Text text,
            @Nullable String expression,
            Loss loss) {}

    /**
     * @param characterSet as written
     * @param collation as written
     */
    record Text(@Nullable String characterSet, @Nullable String collation) {
        public static final Text UNSAID = new Text(null, null);
    }

    /** Whether a value that the server cuts or rounds counts as one that does not survive. */
    enum Loss {
        ACCEPTED,
        REFUSED
    }

    /**
     * Values that do not become one of the new type, or become another.
     *
     * @param words what they are, for example {@code longer than 10 characters}
     * @param condition of a row, in the words of the table's columns
     * @param preparation statements that make what the condition uses, in the session alone
     * @param repair the new value that would fit, in the words of the row; empty when only a person knows
     */
    record Misfit(String words, String condition, List<String> preparation, String repair) {
        public Misfit(String words, String condition) {
            this(words, condition, List.of(), "");
        }

        public Misfit {
            preparation = List.copyOf(preparation);
        }
    }

    /** Empty where every value survives. */
    Optional<Misfit> misfit(Asked asked);

    /** What becomes of a value that fits, where two that differ may become equal; empty where they cannot. */
    Optional<String> value(Asked asked);
}
