package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.Validation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.cli.terminal.Colours;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.report.ValidationReport;
import dev.dbmigrations.report.ValidationReport.Item;
import dev.dbmigrations.report.ValidationReport.Section;
import dev.dbmigrations.validate.Results.Seen;
import java.util.ArrayList;
import java.util.List;

/** What a validation found, topic by topic. */
final class ValidationText {
    private static final int FEW = 2;
    private final Validation validation;

    ValidationText(Validation validation) {
        this.validation = validation;
    }

    /** What was looked at, a line for each topic, and a line for each thing that is not known. */
    List<String> looked() {
        List<String> lines = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            List<String> known = seen(topic, true);
            if (!known.isEmpty()) {
                String what = known.size() > FEW ? known.size() + " checks" : String.join("; ", known);
                lines.add("checked  " + topic.title() + ": " + what);
            }
            seen(topic, false).forEach(what -> lines.add("unknown  " + topic.title() + ": " + what));
        }
        return lines;
    }

    private List<String> seen(Topic topic, boolean known) {
        return validation.seen().stream()
                .filter(s -> s.topic() == topic && s.known() == known)
                .map(Seen::what)
                .toList();
    }

    /** Each problem under its topic. */
    List<String> problems(Colours colours) {
        List<String> lines = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            for (Problem problem : of(topic)) {
                String text = problem.failure().toText().stripTrailing();
                lines.add("\n" + (problem.error() ? colours.bad(text) : colours.warning(text)));
            }
        }
        return lines;
    }

    private List<Problem> of(Topic topic) {
        return validation.problems().stream().filter(p -> p.topic() == topic).toList();
    }

    /**
     * @param findings of the analysis, those that would come true
     */
    ValidationReport report(String server, List<Finding> findings) {
        List<Section> sections = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            List<Item> items = of(topic).stream()
                    .map(p -> new Item(p.error() ? "error" : "warning", p.failure()))
                    .toList();
            Section section = new Section(topic.title(), seen(topic, true), seen(topic, false), items);
            if (!(items.isEmpty()
                    && section.looked().isEmpty()
                    && section.unknown().isEmpty())) {
                sections.add(section);
            }
        }
        if (!findings.isEmpty()) {
            List<Item> items = findings.stream().map(ValidationText::item).toList();
            sections.add(new Section("Findings", List.of(), List.of(), items));
        }
        return new ValidationReport(server, sections);
    }

    private static Item item(Finding finding) {
        String weight = finding.severity() == Severity.ERROR ? "error" : "warning";
        return new Item(
                weight,
                MigrationException.userMustAct(
                        ExitCode.FINDINGS,
                        finding.rule(),
                        finding.message().harm(),
                        Fact.at(finding.place().position().toString()),
                        Fact.state("nothing was changed"),
                        Fact.next(finding.message().instead())));
    }
}
