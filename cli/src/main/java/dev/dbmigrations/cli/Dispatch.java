package dev.dbmigrations.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The way from what was typed to a command. */
final class Dispatch {
    private final Surroundings surroundings;
    private final Program program = new Program();

    Dispatch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does what was typed and gives the exit code. */
    int run(String... typed) {
        String[] arguments = helpAsOption(typed);
        CommandLine line = Commands.lineFor(program, arguments);
        try {
            return run(line, line.parseArgs(arguments));
        } catch (ParameterException e) {
            CommandLine refusing = e.getCommandLine();
            String command = refusing.getParent() == null ? "(none)" : words(refusing);
            return report(command).refused(UsageFailures.of(e, refusing, arguments));
        }
    }

    /** {@code help up} is {@code up --help}. */
    private static String[] helpAsOption(String... typed) {
        if (typed.length == 0 || !typed[0].equals("help")) {
            return typed;
        }
        return Stream.concat(Arrays.stream(typed).skip(1), Stream.of("--help")).toArray(String[]::new);
    }

    private int run(CommandLine line, ParseResult parsed) {
        Stream<ParseResult> all = parsed.asCommandLineList().stream().map(CommandLine::getParseResult);
        if (!parsed.hasSubcommand() || all.anyMatch(Dispatch::asksForHelp)) {
            return new HelpPages(surroundings, program.color).answer(line, parsed);
        }
        CommandLine typed = parsed.asCommandLineList().getLast();
        if (typed.getCommand() instanceof Action action) {
            return report(words(typed)).on(action);
        }
        throw new ParameterException(typed, "something is missing after '" + words(typed) + "'");
    }

    private static boolean asksForHelp(ParseResult command) {
        return command.isUsageHelpRequested() || command.isVersionHelpRequested();
    }

    private Report report(String command) {
        return new Report(command, program.options(surroundings.directory()), surroundings);
    }

    /** The command without the program's name, for example {@code config explain}. */
    private static String words(CommandLine line) {
        return Stream.iterate(line, l -> l.getParent() != null, CommandLine::getParent)
                .map(CommandLine::getCommandName)
                .collect(
                        Collectors.collectingAndThen(Collectors.toList(), names -> String.join(" ", names.reversed())));
    }
}
