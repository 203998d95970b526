package dev.dbmigrations.analyze;

import dev.dbmigrations.dialect.Impact;

/**
 * What a change does, and how sure that is.
 *
 * @param impact its locks and its work
 * @param certainty where the word about it comes from
 */
public record Effect(Impact impact, Certainty certainty) {

    /** How sure a statement about a change is, from the least to the most. */
    public enum Certainty {
        /** Nobody can say: the statement was not understood, or its table is not there. */
        UNKNOWN,
        /** Predicted where only the server could tell. */
        PREDICTED,
        /** It follows from the catalog, or the server was asked. */
        CERTAIN
    }
}
