package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.NormalForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Fingerprints of the findings of one migration, to be asked for in their order: of findings that are alike each has a number. */
final class StatementPrints {
    private final MigrationAnalysis analysis;
    private final LexicalRules rules;
    private final Map<String, Integer> alike = new HashMap<>();

    StatementPrints(MigrationAnalysis analysis, LexicalRules rules) {
        this.analysis = analysis;
        this.rules = rules;
    }

    /**
     * @param statement that the finding is about, as written
     */
    record Print(String fingerprint, String statement) {}

    Print of(Finding finding) {
        String statement = statement(finding);
        String told = String.join(
                "\0",
                finding.rule(),
                finding.place().position().file(),
                NormalForm.normalise(statement, rules),
                FindingMessage.words(finding));
        int number = alike.merge(told, 1, Integer::sum);
        return new Print(digest(told + "\0" + number), statement);
    }

    /** What stands before the first statement, as a comment does, is told by its own line. */
    private String statement(Finding finding) {
        Position at = finding.place().position();
        return analysis.statements().stream()
                .map(StatementAnalysis::statement)
                .filter(s -> s.position().line() < at.line()
                        || (s.position().line() == at.line() && s.position().column() <= at.column()))
                .reduce((first, second) -> second)
                .filter(s -> !FindingMessage.words(finding).startsWith("allow="))
                .map(Statement::text)
                .orElseGet(() -> FindingMessage.words(finding));
    }

    private static String digest(String told) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
