package dev.dbmigrations.export;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** The page for a person who has to take a migration back at night and has never seen this program. */
final class Manual {
    private static final String INTRODUCTION = """
            # Taking migrations back by hand

            Each script in this folder undoes one change of the database that was made by a *migration*. It needs `bash` and the
            client programs of the database ({programs}), and nothing else: no Java, no `db-migrations`.

            Use one when a release has to be taken back, its migration is the cause or in the way, and `db-migrations down` cannot be
            run. Where it can, run that: it does the same.

            ## How

            1. Say which database. The scripts read the same variables as its own client programs: {variables}
               No password is ever on a command line or printed.
            2. Find the script: the **last** migration is taken back first, then the one before. This page lists them in that order.
            3. Look: `bash rollback_….sh --dry-run` prints the SQL, says whether it may run, and changes nothing.
            4. Run: `bash rollback_….sh`. It first writes the tables it is about into a dump beside you (`--dump-dir` for elsewhere,
               `--no-dump` for none). Then it works, and tells each step.
            5. Look at the exit code (`echo $?`) and at "what to check afterwards" below.

            Clients must already run the former version of the application: they would miss what goes.

            ## When it stops

            {stopped}
            | exit code | what it means | what to do |
            |---|---|---|
            """;

    private static final String TRANSACTIONAL = """
            A script that stops has told on its last lines what state things are in. Where it has one step, that step is one transaction:
            either all of it happened, or nothing. Where it has several, those that are done are recorded in the database, and the
            same script, run again, goes on behind them. `db-migrations down` goes on there, too.
            """;

    private static final String BY_ITSELF = """
            A script that stops has told on its last lines what state things are in. This server keeps every step that was done (it cannot
            undo a `DROP` or `ALTER`): the step that was refused changed nothing, those before are recorded in the database, and the same
            script, run again, goes on behind them. `db-migrations down` goes on there, too.
            """;

    private final Surroundings around;
    private final StringBuilder out = new StringBuilder();

    private Manual(Surroundings around) {
        this.around = around;
    }

    static String of(List<WayDown> ways, Surroundings around) {
        Manual manual = new Manual(around);
        manual.introduction();
        ways.forEach(manual::way);
        return manual.out.toString();
    }

    private void introduction() {
        boolean transactional = around.dialect().can(Capability.TRANSACTIONAL_DDL);
        out.append(INTRODUCTION
                .replace("{programs}", around.dialect().clientScript().programs())
                .replace("{variables}", around.dialect().clientScript().variables())
                .replace("{stopped}", transactional ? TRANSACTIONAL : BY_ITSELF));
        ExitCodes.MEANINGS.forEach(
                (code, meaning) -> line("| " + code + " | " + meaning + " | " + ExitCodes.advice(code) + " |"));
        line("");
        line(
                "A script runs on the database it was exported from, or on one with the same migrations applied: it checks that, and");
        line("refuses otherwise. While one works, `db-migrations up` waits or refuses.");
        line("");
        line("## The migrations, the last one first");
    }

    private void way(WayDown way) {
        line("");
        line("### " + plain(way.migration().label() + " " + way.migration().description()));
        line("");
        switch (way) {
            case WayDown.Unscripted unscripted -> unscripted(unscripted);
            case WayDown.Planned planned -> planned(planned);
        }
    }

    private void unscripted(WayDown.Unscripted way) {
        line("**There is no script.**");
        line("");
        way.because().forEach(why -> line("- why: " + plain(why)));
        line("- instead: " + plain(way.instead()));
    }

    private void planned(WayDown.Planned way) {
        line("```");
        line("bash " + RollbackScript.name(way) + " --dry-run");
        line("bash " + RollbackScript.name(way));
        line("```");
        line("");
        if (way.standing() == WayDown.Standing.PENDING) {
            line(
                    "- not applied yet when this was written: the script is made for what it is expected to leave behind. Export again"
                            + " once it is applied.");
        }
        line("- when: what `" + plain(way.migration().path())
                + "` has changed has to go, and it is the last one applied");
        line("- what it does:");
        List<Part> parts = Part.of(way.plan());
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            line("  " + (i + 1) + ". " + plain(part.title()) + words(part));
        }
        line("- what is lost: " + lost(way));
        line("- what it locks: " + locks(way));
        way.plan().checks().forEach(check -> line("- it refuses while there is " + plain(check.condition())));
        if (way.plan().steps().anyMatch(Step.MoveRows.class::isInstance)) {
            line(
                    "- it changes many rows by one statement, whose locks stay until it ends; it asks for `--rows-at-once`."
                            + " `db-migrations down` does it in batches.");
        }
        line("- what to check afterwards: " + afterwards(way));
        line("- if it stops midway: " + midway(parts));
    }

    private static String words(Part part) {
        return switch (part.kind()) {
            case TOGETHER -> ", in one transaction";
            case ALONE -> ", outside a transaction";
            case PROOF -> ", a question that must be answered with 0";
        };
    }

    private static String lost(WayDown.Planned way) {
        String all = java.util.stream.Stream.concat(way.loses().stream(), way.plan().outcome().destroys().stream())
                .distinct()
                .map(Manual::plain)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "nothing" : all + ". The dump has it.";
    }

    private static String locks(WayDown.Planned way) {
        String all = way.plan()
                .steps()
                .flatMap(s -> s.facts().impact().locks().stream())
                .map(l ->
                        l.mode() + " on " + l.table() + " (blocks " + l.blocks().words() + ")")
                .distinct()
                .map(Manual::plain)
                .collect(Collectors.joining("; "));
        return all.isEmpty()
                ? "nothing that anybody waits for"
                : all + "; it never waits long for them, but tries again";
    }

    private static String afterwards(WayDown.Planned way) {
        String tables = way.plan().basis().tables().stream()
                .map(TableName::toString)
                .map(Manual::plain)
                .collect(Collectors.joining(", "));
        return "the last line is \"" + way.migration().label() + " is taken back on …\", the exit code 0"
                + (tables.isEmpty() ? "" : ", and the former application works with " + tables)
                + ". `db-migrations status` calls it pending; `up` would apply it again.";
    }

    private String midway(List<Part> parts) {
        if (parts.size() == 1
                && parts.getFirst().kind() == Part.Kind.TOGETHER
                && around.dialect().can(Capability.TRANSACTIONAL_DDL)) {
            return "nothing was changed. Mend what it complains of and run it again.";
        }
        return "mend what it complains of and run it again: it knows what is done. Or `db-migrations down`. Until then"
                + " `db-migrations status` tells of a run in flight, and `up` refuses.";
    }

    /** As text, not as markup. */
    private static String plain(String text) {
        return text.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
