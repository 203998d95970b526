package dev.dbmigrations.cli;

import dev.dbmigrations.cli.Surroundings.Streams;
import dev.dbmigrations.cli.terminal.Colours;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The explanations of commands, as picocli lays them out, each with the options of its own only. */
final class HelpPages {
    private static final int WIDTH = 110;
    private static final int OPTIONS_WIDTH = 30;

    private final Surroundings surroundings;
    private final Colours.Choice choice;

    HelpPages(Surroundings surroundings, Colours.Choice choice) {
        this.surroundings = surroundings;
        this.choice = choice;
    }

    /** Prints what was asked for, or the list of commands when nothing was. */
    int answer(CommandLine line, ParseResult parsed) {
        Streams streams = surroundings.streams();
        Colours colours = Colours.of(choice, streams.outScreen(), surroundings.environment());
        PrintWriter out = new PrintWriter(streams.out(), true, StandardCharsets.UTF_8);
        line.setOut(out)
                .setErr(out)
                .setColorScheme(Help.defaultColorScheme(colours == Colours.ON ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(OPTIONS_WIDTH);
        layOut(line);
        Integer exit = CommandLine.executeHelpRequest(parsed);
        if (exit == null) {
            line.usage(out);
        }
        out.flush();
        return Objects.requireNonNullElse(exit, 0);
    }

    private void layOut(CommandLine line) {
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPages::ownOptions);
        if (line.getParent() != null) {
            line.getCommandSpec()
                    .usageMessage()
                    .descriptionHeading("%n")
                    .parameterListHeading("%n")
                    .optionListHeading("")
                    .footer("", "Global options: db-migrations --help");
        }
        line.getSubcommands().values().forEach(this::layOut);
    }

    private static String ownOptions(Help help) {
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> !option.inherited())
                .toList();
        if (own.isEmpty()) {
            return "";
        }
        String heading = help.commandSpec().parent() == null ? "" : "\nOptions:\n";
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(own, help.parameterLabelRenderer());
        return heading + layout;
    }
}
