package dev.dbmigrations.cli;

import dev.dbmigrations.cli.GlobalOptions.Format;
import java.util.LinkedHashMap;
import java.util.Map;

/** The end of a command on the streams: the failure if there is one, the summary, or the JSON document. */
final class Report {
    private final String command;
    private final GlobalOptions options;
    private final Surroundings surroundings;
    private final Display display;
    private final Summary summary = new Summary();

    Report(String command, GlobalOptions options, Surroundings surroundings) {
        this.command = command;
        this.options = options;
        this.surroundings = surroundings;
        this.display = Display.of(options.output(), surroundings);
    }

    /** Does it and gives the exit code. */
    @SuppressWarnings("CatchingUnchecked") // whatever it is, the user is told in words
    int on(Action action) {
        try {
            return told(action.run(new Call(options, surroundings, display, summary)));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            Failure failure = Failure.explained(e).orElseGet(() -> new UnexpectedFailures(command, options).written(e));
            return told(Ending.failed(failure, Map.of()));
        }
    }

    /** What was typed is not a command that can be done. */
    int refused(Failure failure) {
        return told(Ending.failed(failure, Map.of()));
    }

    private int told(Ending ending) {
        ending.failure().ifPresent(failure -> {
            summary.failed();
            display.mustSay(display.colours().bad(failure.told().toText().stripTrailing()) + "\n");
        });
        if (options.output().format() == Format.JSON) {
            surroundings.streams().out().print(Json.text(document(ending)));
        } else if (ending.closing() == Ending.Closing.SUMMARY) {
            String block = summary.toText(command, ending.failure());
            String firstLine = block.lines().findFirst().orElseThrow();
            boolean good = ending.failure().isEmpty();
            display.mustSay("\n"
                    + (good
                            ? display.colours().good(firstLine)
                            : display.colours().bad(firstLine)) + block.substring(firstLine.length()));
        }
        surroundings.streams().out().flush();
        return ending.exit().number();
    }

    private Map<String, Object> document(Ending ending) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("command", command);
        document.put("status", ending.failure().isPresent() ? "failed" : "complete");
        document.put("exitCode", ending.exit().number());
        document.putAll(summary.toMap());
        ending.failure().ifPresent(failure -> document.put("error", failure.toMap()));
        document.putAll(ending.details());
        return document;
    }
}
