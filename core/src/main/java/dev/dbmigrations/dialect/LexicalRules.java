package dev.dbmigrations.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the characters of one kind of SQL group into tokens and its texts into statements.
 *
 * @param features what it has that others have not
 * @param letterCase what it makes of the case of names
 * @param reservedWords in lower case, the words that are quoted when used as a name
 * @param clientCommands commands of its client program that may stand in a script
 */
public record LexicalRules(
        Set<LexicalFeature> features, LetterCase letterCase, Set<String> reservedWords, ClientCommands clientCommands) {

    /** SQL as the standard has it: {@code '…'}, {@code "…"}, {@code --}, plain block comments and {@code ;}. */
    public static final LexicalRules STANDARD =
            new LexicalRules(Set.of(), LetterCase.FOLDED_TO_LOWER, Set.of(), ClientCommands.NONE);

    public LexicalRules {
        features = Set.copyOf(features);
        reservedWords = Set.copyOf(reservedWords);
    }

    public boolean has(LexicalFeature feature) {
        return features.contains(feature);
    }

    public LexicalRules with(LexicalFeature... added) {
        Set<LexicalFeature> all = new HashSet<>(features);
        all.addAll(List.of(added));
        return new LexicalRules(all, letterCase, reservedWords, clientCommands);
    }

    public LexicalRules without(LexicalFeature... removed) {
        Set<LexicalFeature> rest = new HashSet<>(features);
        rest.removeAll(List.of(removed));
        return new LexicalRules(rest, letterCase, reservedWords, clientCommands);
    }

    public LexicalRules with(LetterCase changed) {
        return new LexicalRules(features, changed, reservedWords, clientCommands);
    }

    public LexicalRules withReservedWords(Set<String> words) {
        return new LexicalRules(features, letterCase, words, clientCommands);
    }

    public LexicalRules with(ClientCommands commands) {
        return new LexicalRules(features, letterCase, reservedWords, commands);
    }
}
