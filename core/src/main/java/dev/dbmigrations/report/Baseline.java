package dev.dbmigrations.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Findings that were there on the day when somebody began to look: they are known and fail nothing, new ones do.
 *
 * <p>A finding is known by its rule, its file and its statement as normalised, so it may move to another line.
 *
 * @param entries sorted, so that two baselines can be compared line by line
 */
public record Baseline(List<Known> entries) {
    private static final String FORMAT = "db-migrations baseline 1";
    private static final String REASON = "known, by the baseline";
    private static final int EXCERPT = 120;

    public static final Baseline EMPTY = new Baseline(List.of());

    /**
     * A finding that is known.
     *
     * @param fingerprint by which it is found again
     * @param rule its rule, for people
     * @param file where it was, for people and for {@link #vanished}
     * @param statement how the statement begins, for people
     */
    public record Known(String fingerprint, String rule, String file, String statement) {}

    public Baseline {
        entries = entries.stream()
                .distinct()
                .sorted(Comparator.comparing(Known::file)
                        .thenComparing(Known::rule)
                        .thenComparing(Known::fingerprint))
                .toList();
    }

    /**
     * All findings that nobody has accepted in the files themselves.
     *
     * @param rules by which statements are normalised
     */
    public static Baseline of(Collection<MigrationAnalysis> analyses, LexicalRules rules) {
        List<Known> entries = new ArrayList<>();
        for (MigrationAnalysis analysis : analyses) {
            StatementPrints prints = new StatementPrints(analysis, rules);
            for (Finding finding : analysis.findings()) {
                StatementPrints.Print print = prints.of(finding);
                if (finding.isActive()) {
                    entries.add(known(finding, print));
                }
            }
        }
        return new Baseline(entries);
    }

    private static Known known(Finding finding, StatementPrints.Print print) {
        String statement = print.statement().replaceAll("\\s+", " ").strip();
        return new Known(
                print.fingerprint(),
                finding.rule(),
                finding.place().position().file(),
                statement.length() <= EXCERPT ? statement : statement.substring(0, EXCERPT - 1) + "…");
    }

    /**
     * What the file of a baseline says.
     *
     * @return empty for a text that is none, or one of a version that is not known
     */
    public static Optional<Baseline> read(String text) {
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            if (!root.path("format").asText().equals(FORMAT)) {
                return Optional.empty();
            }
            List<Known> entries = new ArrayList<>();
            root.path("findings")
                    .forEach(one -> entries.add(new Known(
                            one.path("fingerprint").asText(),
                            one.path("rule").asText(),
                            one.path("file").asText(),
                            one.path("statement").asText())));
            return Optional.of(new Baseline(entries));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** As it is written into its file. */
    public String text() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        ArrayNode findings = root.putArray("findings");
        for (Known known : entries) {
            findings.addObject()
                    .put("fingerprint", known.fingerprint())
                    .put("rule", known.rule())
                    .put("file", known.file())
                    .put("statement", known.statement());
        }
        return root.toPrettyString() + "\n";
    }

    /** The same analyses, with what is known accepted. */
    public List<MigrationAnalysis> muted(List<MigrationAnalysis> analyses, LexicalRules rules) {
        Set<String> prints = prints();
        return analyses.stream().map(a -> muted(a, rules, prints)).toList();
    }

    private static MigrationAnalysis muted(MigrationAnalysis analysis, LexicalRules rules, Set<String> known) {
        StatementPrints prints = new StatementPrints(analysis, rules);
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : analysis.findings()) {
            boolean mute = known.contains(prints.of(finding).fingerprint()) && finding.isActive();
            findings.add(mute ? finding.waived(REASON) : finding);
        }
        return new MigrationAnalysis(analysis.migration(), analysis.statements(), findings);
    }

    /** What of it is in none of the analyses, and may be taken out: the statement was mended, or its file is gone. */
    public List<Known> vanished(Collection<MigrationAnalysis> analyses, LexicalRules rules) {
        Set<String> found = Baseline.of(analyses, rules).prints();
        return entries.stream().filter(k -> !found.contains(k.fingerprint())).toList();
    }

    private Set<String> prints() {
        Set<String> prints = new HashSet<>();
        entries.forEach(k -> prints.add(k.fingerprint()));
        return prints;
    }

    /** Whether it was not accepted in its file, but by a baseline. */
    static boolean mutes(Finding finding) {
        return REASON.equals(finding.waivedBecause());
    }
}
