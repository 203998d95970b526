package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.OnFailure;
import dev.dbmigrations.Migrator.Precaution;
import dev.dbmigrations.Options;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Reviewed;
import dev.dbmigrations.Scratch;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.cli.config.Configuration;
import dev.dbmigrations.cli.config.ConnectionTarget;
import dev.dbmigrations.cli.config.EmbeddedTarget;
import dev.dbmigrations.cli.config.Settings;
import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.FilePatterns;
import dev.dbmigrations.report.PlanSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The project and its database, as a command finds them. Whatever it opened is closed with it. */
public final class Site implements AutoCloseable {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Call call;
    private final Settings settings;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Optional<Strategy> strategy = Optional.empty();
    private Optional<Login> login = Optional.empty();

    private Site(Call call, Settings settings) {
        this.call = call;
        this.settings = settings;
    }

    /** For a command that changes nothing. */
    public static Site toRead(Call call) {
        return toRead(call, Map.of());
    }

    /**
     * For a command that changes nothing.
     *
     * @param typed settings of this call, by key
     */
    public static Site toRead(Call call, Map<String, String> typed) {
        Configuration configuration = Configuring.read(call, typed);
        configuration.notes().forEach(note -> call.display().say("note: " + note));
        Site site = new Site(call, configuration.settings());
        call.summary().database(configuration.settings().target().vendor());
        return site;
    }

    /**
     * For a command that changes the database.
     *
     * @throws MigrationException if the environment is protected and was not confirmed by its name
     */
    public static Site toChange(Call call) {
        return toChange(call, Map.of());
    }

    /**
     * For a command that changes the database.
     *
     * @param typed settings of this call, by key
     * @throws MigrationException if the environment is protected and was not confirmed by its name
     */
    public static Site toChange(Call call, Map<String, String> typed) {
        Site site = toRead(call, typed);
        Settings.Environment environment = site.settings.environment();
        boolean confirmed = call.options()
                .choice()
                .confirm()
                .filter(environment.name()::equals)
                .isPresent();
        if (environment.isProtected() && !confirmed) {
            throw MigrationException.userMustAct(
                    ExitCode.USAGE,
                    "DBM-9003",
                    "the environment " + environment.name() + " is protected",
                    Fact.why(call.options()
                            .choice()
                            .confirm()
                            .map(name -> "--confirm " + name + " names another one")
                            .orElse("whatever changes it must name it with --confirm")),
                    Fact.state("nothing was changed"),
                    Fact.next("add --confirm " + environment.name() + " to the command"));
        }
        return site;
    }

    /** Has everything planned by that strategy, whatever the files say; by theirs, or the cheapest, when it is empty. */
    public Site planningBy(Optional<Strategy> asked) {
        strategy = asked;
        return this;
    }

    public Settings settings() {
        return settings;
    }

    /** Connects, for looking only. */
    public Migrator connect() {
        return connect(Accepted.NOTHING, OutOfOrder.REFUSE);
    }

    /** Connects; starts the project's own server first when that is the database. */
    public Migrator connect(Accepted accepted, OutOfOrder late) {
        Login known = switch (settings.target()) {
            case ConnectionTarget target ->
                Logins.to(target, call.surroundings().environment());
            case EmbeddedTarget target -> {
                OwnServer server = OwnServer.started(target, call.display());
                opened.push(server);
                yield Logins.to(server, call.surroundings().environment());
            }
        };
        Options options = Configuring.options(settings, known, accepted, late).planningBy(strategy);
        login = Optional.of(known);
        Migrator migrator = Migrator.open(options);
        opened.push(migrator);
        call.summary().database(migrator.databaseId());
        return migrator;
    }

    /** What becomes of a migration that fails. */
    public OnFailure onFailure() {
        return settings.running().wayBack().onFailure();
    }

    /**
     * What is set to be done before anything changes, once there is a connection.
     *
     * @param told in a line, what was done
     */
    public Precaution precaution(Consumer<String> told) {
        Optional<DumpProgram> program = login.filter(
                        l -> settings.running().wayBack().backup() == Settings.Backup.DUMP)
                .flatMap(l -> Vendors.speaking(l.url()))
                .map(Vendor::dumpProgram);
        if (program.isEmpty()) {
            return Precaution.NONE;
        }
        String name = settings.environment().name().replaceAll("[^\\w-]", "_") + "-" + MOMENT.format(Instant.now());
        Path file = settings.project()
                .root()
                .resolve(".db-migrations/backups")
                .resolve(name + "." + program.get().ending());
        return new Dump(
                program.get(),
                login.orElseThrow(),
                file,
                call.surroundings(),
                what -> told.accept("dumped to " + what.replace(file.toString(), shown(file))));
    }

    /**
     * A server of its own for a database like that one, to try migrations on; it ends with this site.
     *
     * @throws MigrationException if there is none for that release and this machine
     */
    public Scratch scratch(Migrator migrator) {
        String url = settings.target() instanceof ConnectionTarget connection ? connection.jdbcUrl() : "";
        String name = url.substring(url.lastIndexOf('/') + 1);
        ScratchServer server = ScratchServer.like(
                migrator.dialect().version(), name.isEmpty() ? EmbeddedOptions.DEFAULT_DATABASE : name, call.display());
        opened.push(server);
        return server.scratch();
    }

    /** The environment and its database in one line. */
    public String description() {
        String target = switch (settings.target()) {
            case ConnectionTarget connection -> connection.toString();
            case EmbeddedTarget embedded -> "embedded in " + shown(embedded.folder());
        };
        return settings.environment().name() + ": " + target;
    }

    /** A path as the user would type it. */
    public String shown(Path path) {
        Path from = call.surroundings().directory().toAbsolutePath();
        return path.startsWith(from) ? from.relativize(path).toString() : path.toString();
    }

    /** Files are named from where the user is; the library knows them from the project's folder. */
    public List<String> relative(List<String> names) {
        Path from = call.options().directory();
        FilePatterns patterns = new FilePatterns(from);
        return names.stream()
                .flatMap(name -> FilePatterns.isPattern(name)
                        ? patterns.files(List.of(name)).stream().map(Path::toString)
                        : Stream.of(name))
                .map(name -> {
                    Path file = from.resolve(name).normalize();
                    Path root = settings.project().root();
                    return Files.isRegularFile(file) && file.startsWith(root)
                            ? root.relativize(file).toString()
                            : name;
                })
                .toList();
    }

    /** Writes a plan beside its migration, to be reviewed. */
    public Path writeReviewed(Plan plan) {
        Path file = Reviewed.beside(
                settings.project().root().resolve(plan.migration().path()));
        try {
            Files.writeString(file, PlanSql.text(plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                call.display().say("note: " + e.getMessage());
            }
        }
    }
}
