package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Overview;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.Validation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Failure;
import dev.dbmigrations.cli.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds everything that would keep the pending migrations from running well, without changing anything. */
@Command(
        name = "validate",
        customSynopsis =
                "db-migrations validate [--env E] [--fail-on LEVEL] [--report FORMAT[=FILE]] [--suite FILE] [--prove]",
        description =
                "Check files, order, checksums, ways back, findings, settings, privileges, room, others at work, live data"
                        + " and drift.")
public final class ValidateCommand implements Action {
    @Option(names = "--fail-on", paramLabel = "LEVEL", description = FailOn.DESCRIPTION)
    private FailOn failOn = FailOn.ERROR;

    @Option(
            names = "--suite",
            paramLabel = "FILE",
            description = "Also write the questions as plain SQL with what to expect, to be run by hand or elsewhere.")
    private Optional<String> suite = Optional.empty();

    @Option(
            names = "--prove",
            description =
                    "Also run what is pending, and what was applied last, on a scratch server, take it back there and compare.")
    private boolean prove;

    @Mixin
    private ValidationReportOption reports = new ValidationReportOption();

    @Override
    public Ending run(Call call) {
        reports.check();
        try (Site site = Site.toRead(call)) {
            Migrator migrator = site.connect();
            call.surroundings().interruption().onRequest(migrator::interrupt);
            Validation validation = prove ? migrator.validate(site.scratch(migrator)) : migrator.validate();
            List<Finding> findings = unanswered(validation);
            Overview overview = migrator.overview();
            call.summary()
                    .migrations(
                            overview.applied().size(),
                            overview.pending().size() + overview.inFlight().size());
            validation.plans().forEach(plan -> call.summary().used(plan.strategy()));
            ValidationText text = new ValidationText(validation);
            if (!reports.isPrintedAlone()) {
                text.looked().forEach(call.display()::say);
                text.problems(call.display().colours()).forEach(call.display()::say);
                findings.forEach(finding -> call.display().say("\n" + text(finding)));
            }
            suite.ifPresent(file -> ValidationReportOption.write(call, file, migrator.validationSuite()));
            reports.write(call, text.report(migrator.server(), findings), details(validation, findings));
            return ending(call, validation, findings);
        }
    }

    /** A danger that the plan goes around is none, and what has no plan does not run: those stay that would come true. */
    private static List<Finding> unanswered(Validation validation) {
        Set<String> asWritten = validation.plans().stream()
                .filter(plan -> plan.strategy() == Strategy.DIRECT)
                .map(plan -> plan.migration().path())
                .collect(Collectors.toSet());
        return validation.findings().stream()
                .filter(Finding::isActive)
                .filter(finding -> asWritten.contains(finding.place().position().file()))
                .toList();
    }

    private static String text(Finding finding) {
        return "%s   %s\n  %s"
                .formatted(
                        finding.rule(),
                        finding.place().position(),
                        finding.message().harm());
    }

    private Ending ending(Call call, Validation validation, List<Finding> findings) {
        List<Problem> errors =
                validation.problems().stream().filter(this::counts).toList();
        List<Finding> counting = findings.stream()
                .filter(finding -> failOn.includes(finding.severity()))
                .toList();
        int issues = errors.size() + counting.size();
        call.summary().issues(issues);
        Map<String, Object> details = details(validation, findings);
        if (issues == 0) {
            return reports.isPrintedAlone() ? Ending.printed() : Ending.done(details);
        }
        boolean drift = errors.stream().anyMatch(problem -> problem.failure().exit() == ExitCode.DRIFT);
        if (reports.isPrintedAlone()) {
            return Ending.printed().with(drift ? ExitCode.DRIFT : ExitCode.FINDINGS);
        }
        call.display().say("");
        String next = errors.stream()
                .flatMap(problem -> problem.failure().next().stream())
                .findFirst()
                .orElse("db-migrations analyze");
        MigrationException found = FailOn.found(issues, next).told();
        return Ending.failed(
                new Failure(new MigrationException(
                        found.code(),
                        found.kind(),
                        drift ? ExitCode.DRIFT : ExitCode.FINDINGS,
                        found.what(),
                        found.facts())),
                details);
    }

    private boolean counts(Problem problem) {
        return switch (failOn) {
            case NEVER -> false;
            case ERROR -> problem.error();
            case WARNING, INFO -> true;
        };
    }

    private static Map<String, Object> details(Validation validation, List<Finding> findings) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("checked", validation.checked());
        details.put("unknown", validation.unknown());
        details.put(
                "problems",
                validation.problems().stream().map(Problems::details).toList());
        List<Map<String, Object>> found = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("rule", finding.rule());
            map.put("severity", finding.severity().word());
            map.put("place", finding.place().position().toString());
            map.put("harm", finding.message().harm());
            map.put("instead", finding.message().instead());
            found.add(map);
        }
        details.put("findings", found);
        return details;
    }
}
