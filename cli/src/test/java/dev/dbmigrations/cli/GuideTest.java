package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types what the pages say and compares what is printed. In a page, {@code console} blocks hold commands behind {@code $} with
 * what they print, and {@code …} stands for what was left out; an {@code sql} block that begins with the name of a file is
 * that file, a {@code toml} block that begins so the configuration. Numbers that differ from run to run may. {@code -Dgolden=write}
 * writes what is printed into blocks that leave nothing out.
 */
class GuideTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PIECE = Pattern.compile(
            "<!-- the database before: (?<before>.*?) -->|```(?<kind>\\w+)\n(?<text>.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?:--|#) (?<name>[\\w/.-]+\\.(sql|toml)).*\n");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern OPTION = Pattern.compile("`[^`\n]*?(--[a-z][a-z-]+)");

    @TempDir
    Path folder;

    static List<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), guide.sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPagePrintsIsWhatTheProgramPrints(Path page) throws Exception {
        String text = Files.readString(page);
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            Shell shell = new Shell(folder);
            StringBuilder written = new StringBuilder();
            Matcher piece = PIECE.matcher(text);
            while (piece.find()) {
                String now = piece.group();
                if (piece.group("before") != null) {
                    database.execute(piece.group("before"));
                    shell.with("DATABASE_URL", database.url());
                } else if (piece.group("kind").equals("console")) {
                    now = "```console\n" + typed(shell, piece.group("text")) + "```";
                } else {
                    put(piece.group("text"));
                    if (piece.group("text").contains("${DATABASE_URL}")) {
                        shell.with("DATABASE_URL", database.url());
                    }
                }
                piece.appendReplacement(written, Matcher.quoteReplacement(now));
            }
            piece.appendTail(written);
            if ("write".equals(System.getProperty("golden"))) {
                Files.writeString(page, written);
            } else {
                assertThat(written.toString()).as("%s; -Dgolden=write", page).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyOptionThatAPageNamesIsThere(Path page) throws IOException {
        Shell shell = new Shell(folder);
        StringBuilder help = new StringBuilder(shell.run("--help").all());
        for (String command : Commands.NAMES) {
            help.append(shell.run(command, "--help").all());
        }
        Matcher option = OPTION.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
        while (option.find()) {
            if (!option.group().contains("--port")) {
                assertThat(help.toString()).as("%s names it", page).contains(option.group(1));
            }
        }
    }

    private void put(String text) {
        Matcher file = FILE.matcher(text);
        if (file.lookingAt()) {
            new Project(folder).write(file.group("name"), text.substring(file.end()));
        }
    }

    /** The block as it would be if the page were right; what it leaves out stays left out. */
    private static String typed(Shell shell, String block) {
        StringBuilder now = new StringBuilder();
        for (String part : block.split("(?m)^(?=\\$ )")) {
            if (part.isBlank()) {
                continue;
            }
            String command = part.lines().findFirst().orElseThrow();
            String said = part.substring(Math.min(part.length(), command.length() + 1));
            Shell.Done done = shell.run(words(command));
            String printed = shell.masked(done.all()).strip() + "\n";
            now.append(command).append('\n').append(fits(shell.masked(said), printed) ? said : printed);
        }
        return now.toString();
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(
                command.replaceFirst("^\\$ (\\./)?db-migrations ?", "").replaceFirst(" +# .*", ""));
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words.toArray(String[]::new);
    }

    private static boolean fits(String said, String printed) {
        StringBuilder pattern = new StringBuilder();
        said.strip().lines().forEach(line -> {
            if (line.strip().equals("…")) {
                pattern.append("(?:.*\n)*?");
            } else {
                pattern.append(Stream.of(line.split("…", -1))
                                .map(Pattern::quote)
                                .reduce((a, b) -> a + ".*" + b)
                                .orElse(""))
                        .append(" *\n");
            }
        });
        return printed.matches(pattern.toString());
    }
}
