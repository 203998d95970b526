package dev.dbmigrations.cli;

import dev.dbmigrations.cli.command.CompletionCommand;
import dev.dbmigrations.cli.command.ExplainCommand;
import dev.dbmigrations.cli.command.InitCommand;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** The commands there are. The classes of one are loaded when it is typed, and only those: that halves the time to start. */
final class Commands {
    static final List<String> NAMES = List.of("init", "explain", "completion");

    private Commands() {}

    private static Object called(String name) {
        return switch (name) {
            case "init" -> new InitCommand();
            case "explain" -> new ExplainCommand();
            case "completion" -> new CompletionCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The command line with those commands that occur among the arguments, or with all when none does. */
    static CommandLine lineFor(Program program, String... arguments) {
        List<String> typed = Arrays.asList(arguments);
        List<String> named = NAMES.stream().filter(typed::contains).toList();
        boolean all = named.isEmpty() || named.contains("completion");
        CommandLine line = new CommandLine(program);
        (all ? NAMES : named).forEach(name -> line.addSubcommand(name, called(name)));
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
