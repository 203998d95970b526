package dev.dbmigrations.report;

import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.NormalForm;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plan as commented SQL: what a reviewer reads, what a database client could run by hand, and what {@code up} is held
 * to.
 *
 * <p>What may differ from day to day, such as times, sizes and limits, does not count when two of them are compared.
 */
public final class PlanSql {
    private static final String FORMAT = "-- db-migrations plan 1";
    private static final Pattern FRAME =
            Pattern.compile("(?is)begin|commit|set\\s+(local\\s+)?(lock_timeout|statement_timeout)\\s*=.*");

    /** Nothing but a line of its own ends them, and a trailing blank may be a value. */
    private static final Pattern ROWS_FOLLOW =
            Pattern.compile("(?is)(\\s*COPY\\b.*?\\bFROM\\s+STDIN\\b[^\\n;]*);?[^\\n]*\\n(.*)");

    /** The file is ours, and so are its quotes. */
    private static final LexicalRules RULES = LexicalRules.STANDARD.with(
            LexicalFeature.DOLLAR_QUOTES,
            LexicalFeature.NESTED_COMMENTS,
            LexicalFeature.ESCAPE_STRINGS,
            LexicalFeature.UNICODE_STRINGS,
            LexicalFeature.ATOMIC_BODIES,
            LexicalFeature.COPY_FROM_STDIN);

    private final StringBuilder out = new StringBuilder();

    private PlanSql() {}

    public static String text(Plan plan) {
        PlanSql body = new PlanSql();
        body.checks(plan);
        plan.phases().forEach(body::phase);
        PlanSql whole = new PlanSql();
        whole.header(plan, digest(body.out.toString()));
        return whole.out.append(body.out).toString();
    }

    private void header(Plan plan, String digest) {
        line(FORMAT);
        comment(
                "migration   ",
                plan.migration().label() + " " + plan.migration().description());
        comment("file        ", plan.migration().path());
        comment("server      ", plan.basis().server());
        comment("strategy    ", plan.strategy().word());
        comment("digest      ", digest);
        plan.outcome().destroys().forEach(lost -> comment("destroys    ", lost));
        plan.outcome().notes().forEach(note -> comment("note        ", note));
    }

    private void checks(Plan plan) {
        for (DataCheck check : plan.checks()) {
            line("");
            comment("", "before all: there must be no " + check.condition());
            check.manner().preparation().forEach(this::statement);
            statement(check.countSql());
        }
        for (DataCheck check : plan.afterwards()) {
            line("");
            comment("", "before a gate and behind the last step: there must be no " + check.condition());
            statement(check.countSql());
        }
    }

    private void phase(Phase phase) {
        line("");
        comment("======== ", phase.kind().word());
        if (phase.isGated()) {
            comment("gate        ", phase.gate());
        }
        phase.steps().forEach(this::step);
    }

    private void step(Step step) {
        line("");
        comment("", step.facts().id() + ": " + step.facts().title());
        step.facts().impact().locks().forEach(l -> comment("  lock      ", StepText.lock(l)));
        comment("  undo      ", StepText.undo(step.facts().undo()));
        switch (step) {
            case Step.RunSql run -> transaction(run);
            case Step.RunAlone alone -> {
                comment(
                        "  how       ",
                        step.facts().budget().lockWait().isZero()
                                ? "outside a transaction; it may wait for old ones to end"
                                : "outside a transaction");
                statement(alone.sql());
            }
            case Step.MoveRows move -> {
                comment(
                        "  how       ",
                        "in batches along " + StepText.along(move.work())
                                + ", each in a transaction of its own; by hand all in one");
                transaction(move);
            }
            case Step.CatchUp catchUp -> {
                comment("  how       ", "again and again until little is left, then once more; by hand all in one");
                transaction(catchUp);
            }
            case Step.Prove prove -> {
                comment("  how       ", "the answer must be 0");
                statement(prove.check().countSql());
            }
            case Step.CompareTables compare -> {
                comment("  how       ", StepText.compared(compare.pair()));
                comment("            ", "by hand the answers must be equal while nobody writes");
                StepText.statements(compare).forEach(this::statement);
            }
        }
    }

    private void transaction(Step step) {
        Budget budget = step.facts().budget();
        line("BEGIN;");
        if (!budget.lockWait().isZero()) {
            line("SET LOCAL lock_timeout = '" + budget.lockWait().toMillis() + "ms';");
        }
        if (!budget.atMost().isZero()) {
            line("SET LOCAL statement_timeout = '" + budget.atMost().toMillis() + "ms';");
        }
        StepText.statements(step).forEach(this::statement);
        line("COMMIT;");
    }

    private void statement(String sql) {
        Matcher copy = ROWS_FOLLOW.matcher(sql);
        if (copy.matches()) {
            line(copy.group(1) + ";");
            out.append(copy.group(2).replaceFirst("(^|\n)\\\\\\.\\s*$", "$1").replaceFirst("\\n*$", "\n"));
            line("\\.");
        } else {
            line(sql + ";");
        }
    }

    private void comment(String label, String text) {
        String[] lines = text.split("\n", -1);
        line("-- " + label + lines[0]);
        for (int i = 1; i < lines.length; i++) {
            line("-- " + " ".repeat(label.length()) + lines[i]);
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    /** What the text would run, statement by statement as written; transactions, limits and comments left out. */
    public static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        for (Piece piece : Splitter.split(text, RULES, "plan")) {
            if (piece.kind() == Piece.Kind.ROWS && !statements.isEmpty()) {
                statements.add(statements.removeLast() + "\n" + piece.text());
            } else if (piece.isStatement() && !FRAME.matcher(piece.statement()).matches()) {
                statements.add(piece.statement());
            }
        }
        return statements;
    }

    /**
     * What two plans would run differently: lines with a minus for the reviewed one, with a plus for the present one.
     * Empty when they come to the same.
     */
    public static String difference(String reviewed, String now) {
        try {
            List<String> before = statements(reviewed);
            List<String> after = statements(now);
            return normal(before).equals(normal(after)) ? "" : Difference.of(lines(before), lines(after));
        } catch (ParseException broken) {
            return Difference.of(reviewed.lines().toList(), now.lines().toList());
        }
    }

    private static List<String> normal(List<String> statements) {
        return statements.stream().map(s -> NormalForm.normalise(s, RULES)).toList();
    }

    private static List<String> lines(List<String> statements) {
        return statements.stream().flatMap(s -> (s + ";").lines()).toList();
    }

    private static String digest(String body) {
        try {
            byte[] bytes = String.join("\n", normal(statements(body))).getBytes(StandardCharsets.UTF_8);
            return "sha256 "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                            .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest in the header of a plan's text; empty when it is none of ours. */
    public static String digestOf(String text) {
        return text.lines()
                .filter(l -> l.startsWith("-- digest"))
                .map(l -> Objects.requireNonNull(l)
                        .substring("-- digest".length())
                        .strip())
                .findFirst()
                .orElse("");
    }
}
