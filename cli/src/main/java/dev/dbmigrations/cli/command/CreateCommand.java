package dev.dbmigrations.cli.command;

import dev.dbmigrations.Proofs.Proof;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Failure;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.cli.Vendors;
import dev.dbmigrations.project.MigrationFolder;
import dev.dbmigrations.project.starter.NewMigration;
import dev.dbmigrations.project.starter.Starter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes a new migration. */
@Command(
        name = "create",
        customSynopsis = {
            "db-migrations create NAME [COLUMN:TYPE …] [--zero-downtime] [--strategy S] [--prove]",
            "       db-migrations create NAME --sql SQL | --file FILE [--zero-downtime] [--strategy S] [--prove]"
        },
        description = {
            "Write a migration, its undo, and with --zero-downtime its plan to be reviewed.",
            "",
            "A name that says enough becomes SQL: add_user_preferences_table, add_email_to_users email:text:unique,",
            "rename_mail_to_email_in_users, remove_x_from_y, index_email_on_users. Any other becomes a skeleton."
        })
public final class CreateCommand implements Action {
    private static final String STANDARD_INPUT = "-";

    /** SQL of one's own. */
    static final class Text {
        @Option(names = "--sql", paramLabel = "SQL", description = "The statements.")
        private Optional<String> sql = Optional.empty();

        @Option(names = "--file", paramLabel = "FILE", description = "A file with the statements; - is standard input.")
        private Optional<String> file = Optional.empty();
    }

    /** Strategies as they are called, not as their constants are. */
    static final class StrategyWord implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String word) {
            return Arrays.stream(Strategy.values())
                    .filter(strategy -> strategy.word().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + word + "\" is none of direct, online, expand-contract, blue-green"));
        }
    }

    @Parameters(index = "0", paramLabel = "NAME", description = "What it is to be called.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COLUMN:TYPE",
            description = "name:type[:unique][:index][:notnull][:default=SQL]")
    private List<String> columns = List.of();

    @ArgGroup(exclusive = true)
    private Text text = new Text();

    @Option(names = "--zero-downtime", description = "Plan it as if old clients were always there; write the plan.")
    private boolean zeroDowntime;

    @Option(
            names = "--strategy",
            paramLabel = "S",
            converter = StrategyWord.class,
            description = "direct, online, expand-contract or blue-green.")
    private Optional<Strategy> strategy = Optional.empty();

    @Option(
            names = "--prove",
            description = {
                "Run it on a scratch server, take it back there and compare;",
                "write the undo that is found there where its text does not tell one."
            })
    private boolean prove;

    @Override
    public Ending run(Call call) {
        try (Site site = Site.toRead(call)) {
            Optional<FirstProof> proof = prove ? Optional.of(FirstProof.prepared(call, site)) : Optional.empty();
            Path folder = site.settings().project().migrations().getFirst();
            NewMigration migration = NewMigration.of(
                    directed(starter(call, site)),
                    Clock.systemUTC(),
                    Files.isDirectory(folder) ? existing(site).versions() : List.of());
            migration.writeTo(folder);
            List<String> written = new ArrayList<>();
            migration.texts().keySet().forEach(file -> written.add(site.shown(folder.resolve(file))));
            written.forEach(file -> call.display().say("written  " + file));
            call.summary().migrations(0, 1);
            Optional<Proof> proved = proof.flatMap(p -> p.of(migration));
            proved.flatMap(p -> FirstProof.writeUndo(call, folder, migration, p))
                    .map(site::shown)
                    .ifPresent(file -> {
                        written.add(file);
                        call.display().say("written  " + file);
                    });
            new FirstPlan(call, site, migration)
                    .told(zeroDowntime)
                    .map(site::shown)
                    .ifPresent(written::add);
            Map<String, Object> details = details(migration, written);
            proved.ifPresent(p -> details.put("proved", p.holds()));
            return proved.flatMap(Proof::problem)
                    .map(problem -> Ending.failed(new Failure(problem), details))
                    .orElseGet(() -> Ending.done(details));
        }
    }

    private Starter starter(Call call, Site site) {
        boolean fromInput = columns.equals(List.of(STANDARD_INPUT))
                || text.file.filter(STANDARD_INPUT::equals).isPresent();
        if (fromInput) {
            return Starter.written(name, input(call));
        }
        if (text.sql.isPresent() || text.file.isPresent()) {
            return Starter.written(name, text.sql.orElseGet(() -> content(call, text.file.orElseThrow())));
        }
        return Starter.of(name, columns, Vendors.of(site.settings()).starterSql());
    }

    private static String input(Call call) {
        try {
            return new String(call.surroundings().streams().in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Call call, String file) {
        try {
            return Files.readString(call.options().directory().resolve(file));
        } catch (IOException e) {
            throw UsageFailures.wrong(
                    "the file of the new migration cannot be read",
                    "--file " + file,
                    String.valueOf(e),
                    "name a file that is there, or - for standard input");
        }
    }

    /** What the options say to the planner stands in the file, where the reviewer reads it. */
    private Starter directed(Starter starter) {
        String directives = (zeroDowntime ? "-- db-migrations: zero-downtime\n" : "")
                + strategy.map(s -> "-- db-migrations: strategy=" + s.word() + "\n")
                        .orElse("");
        return new Starter(starter.name(), starter.kind(), directives + starter.up(), starter.undo());
    }

    private static MigrationFolder existing(Site site) {
        return MigrationFolder.look(new MigrationFolder.Search(
                site.settings().project().migrations(),
                site.settings().project().root(),
                Set.of()));
    }

    private static Map<String, Object> details(NewMigration migration, List<String> written) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", migration.version().text());
        details.put("kind", migration.starter().kind().name());
        details.put("written", written);
        return details;
    }
}
