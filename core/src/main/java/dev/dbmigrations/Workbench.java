package dev.dbmigrations;

import dev.dbmigrations.analyze.Experience;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.execute.PatientLook;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.Workplace;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.project.MigrationFolder;
import dev.dbmigrations.project.MigrationReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that lies ready for one call after another: the connection, the folder, the options. Not thread-safe. */
final class Workbench implements AutoCloseable {
    private static final Duration READING_PATIENCE = Duration.ofSeconds(10);

    private final Options options;
    private final Vendor vendor;
    private final Database database;
    private final HistoryTables tables;
    private final Experience experience;
    private @Nullable Session session;
    private @Nullable MigrationFolder folder;
    private @Nullable Map<Ids.Key, MigrationFile> files;

    private Workbench(Options options, Vendor vendor, Database database) {
        this.options = options;
        this.vendor = vendor;
        this.database = database;
        this.tables = new HistoryTables(vendor.bookkeeping());
        this.experience = new LiveExperience(database.oracle(), () -> PastDurations.of(this));
    }

    static Workbench connect(Options options) {
        Vendor vendor = vendor(options.login().url());
        return new Workbench(options, vendor, vendor.connect(options.login()));
    }

    private static Vendor vendor(String url) {
        return Vendors.first(v -> v.speaks(url))
                .orElseThrow(() -> MigrationException.userMustAct(
                        ExitCode.USAGE,
                        "DBM-8101",
                        "no database of this kind is known: " + url.replaceFirst("^((jdbc:)?[a-z]+:).*", "$1"),
                        MigrationException.Fact.why("this version speaks "
                                + String.join(
                                        ", ",
                                        Vendors.all().stream().map(Vendor::id).toList())),
                        MigrationException.Fact.state("nothing was changed"),
                        MigrationException.Fact.next("mend the url in db-migrations.toml")));
    }

    Options options() {
        return options;
    }

    Vendor vendor() {
        return vendor;
    }

    Database database() {
        return database;
    }

    Situation.Server server() {
        return new Situation.Server(database.dialect(), database.oracle(), experience);
    }

    Experience experience() {
        return experience;
    }

    /** For commands that only read, and whose user waits for an answer. */
    PatientLook look() {
        Duration most = options.running().lockPatience();
        Duration patience = most.compareTo(READING_PATIENCE) < 0 ? most : READING_PATIENCE;
        return new PatientLook(database, patience, Workplace.Attendance.of(RunListener.SILENT));
    }

    PlanningOptions planning() {
        return options.planning();
    }

    /** The session for reading history, opened when it is first needed. */
    Session session() {
        Session open = session;
        if (open == null || !open.isOpen()) {
            open = database.open("db-migrations history");
            session = open;
        }
        return open;
    }

    HistoryLook history() {
        return tables.look(session());
    }

    /** Where our tables are; they are made when they are missing. */
    Home home(HistoryLook look) {
        return look.home().orElseGet(() -> tables.create(session()));
    }

    MigrationFolder folder() {
        MigrationFolder read = folder;
        if (read == null) {
            read = MigrationFolder.look(search());
            folder = read;
        }
        return read;
    }

    /** From now on as if only these files were there. */
    void show(List<MigrationFile> chosen) {
        folder = new MigrationFolder(chosen, List.of(), List.of(), List.of());
        files = null;
    }

    /** An empty folder is rather a wrong one. */
    void refuseEmptyFolder() {
        boolean nothing = folder().files().isEmpty() && folder().problems().isEmpty();
        if (nothing && folder().baselines().isEmpty()) {
            folder().required(search());
        }
    }

    private MigrationFolder.Search search() {
        return new MigrationFolder.Search(
                options.files().locations(), options.files().shownFrom(), Set.of(vendor.id()));
    }

    Migration read(MigrationFile file) {
        return MigrationReader.read(file, vendor.lexicalRules(), vendor.parser());
    }

    String normalisedChecksum(MigrationFile file) {
        return MigrationReader.normalisedChecksum(file, vendor.lexicalRules());
    }

    Optional<MigrationFile> file(Migration.Id id) {
        Map<Ids.Key, MigrationFile> known = files;
        if (known == null) {
            known = new HashMap<>();
            for (MigrationFile file : folder().files()) {
                known.putIfAbsent(Ids.key(file.id()), file);
            }
            files = known;
        }
        return Optional.ofNullable(known.get(Ids.key(id)));
    }

    @Override
    public void close() {
        database.close();
    }
}
