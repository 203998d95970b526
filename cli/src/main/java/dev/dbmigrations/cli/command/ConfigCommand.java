package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Configuring;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.config.Configuration;
import dev.dbmigrations.cli.config.Configuration.Explained;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** What is set. */
@Command(
        name = "config",
        customSynopsis = "db-migrations config explain",
        description = "Show what is set for an environment, and where each value came from.",
        subcommands = ConfigCommand.Explain.class)
public final class ConfigCommand {

    /** Shows every value with its origin. */
    @Command(
            name = "explain",
            customSynopsis = "db-migrations config explain [--env E]",
            description = "Show every setting, its value and where it came from.")
    public static final class Explain implements Action {
        @Override
        public Ending run(Call call) {
            Configuration configuration = Configuring.read(call);
            call.summary().database(configuration.settings().target().vendor());
            List<Explained> all = configuration.explained();
            int keys = width(all.stream().map(Explained::key).toList());
            int values = width(all.stream().map(Explained::value).toList());
            for (Explained one : all) {
                call.display().say(padded(one.key(), keys) + "  " + padded(one.value(), values) + "  " + one.origin());
            }
            configuration.notes().forEach(note -> call.display().say("note: " + note));
            return Ending.done(
                    Map.of("settings", all.stream().map(Explain::details).toList()));
        }

        private static int width(List<String> texts) {
            return texts.stream().mapToInt(String::length).max().orElse(0);
        }

        private static String padded(String text, int width) {
            return text + " ".repeat(width - text.length());
        }

        private static Map<String, Object> details(Explained one) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("key", one.key());
            map.put("value", one.value());
            map.put("origin", one.origin());
            return map;
        }
    }
}
