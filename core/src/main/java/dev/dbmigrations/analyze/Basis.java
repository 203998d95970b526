package dev.dbmigrations.analyze;

/**
 * What an estimate rests on.
 *
 * @param source of its rate
 * @param count of the steps that were measured, where it rests on such
 */
public record Basis(Source source, int count) {
    public static final Basis CATALOGUE = new Basis(Source.CATALOGUE, 0);
    public static final Basis PROBE = new Basis(Source.PROBE, 0);

    /** From the weakest to the strongest. */
    public enum Source {
        /** Figures measured on another server. */
        CATALOGUE,
        /** The same, scaled by a short piece of work on this server. */
        PROBE,
        /** What the journal tells of steps that were run in this database. */
        PAST_STEPS
    }

    public static Basis pastSteps(int count) {
        return new Basis(Source.PAST_STEPS, count);
    }

    /** That of a sum of two. */
    Basis and(Basis other) {
        int order = source.compareTo(other.source);
        return order < 0 || (order == 0 && count <= other.count) ? this : other;
    }

    /** For example {@code by 3 earlier steps here}. */
    public String words() {
        return switch (source) {
            case CATALOGUE -> "by figures of another server";
            case PROBE -> "by a probe of this server";
            case PAST_STEPS -> "by " + InWords.count(count, "earlier step") + " here";
        };
    }
}
