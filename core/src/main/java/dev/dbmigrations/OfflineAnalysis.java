package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.analyze.Analysis;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.Experience;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.project.MigrationReader;
import dev.dbmigrations.project.NamedFiles;
import dev.dbmigrations.schema.Schema;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The analysis of migrations for a kind of server that nobody is connected to: files go in, findings come out.
 *
 * <p>Of tables only those are known that the files themselves create; every other is taken for large and in use. Thread-safe.
 */
public final class OfflineAnalysis {
    private final Vendor vendor;
    private final Dialect dialect;
    private final LocalDate today;

    private OfflineAnalysis(Vendor vendor, Dialect dialect, LocalDate today) {
        this.vendor = vendor;
        this.dialect = dialect;
        this.today = today;
    }

    /**
     * @param product for example {@code postgresql}, {@code mysql} or {@code mariadb}
     * @param release for example {@code 17}, {@code 8.0} or {@code 11.4}
     * @param today the day by which waivers are judged
     * @throws MigrationException DBM-8109 or DBM-8110 if there is no such server
     */
    public static OfflineAnalysis of(String product, String release, LocalDate today) {
        Vendor vendor = Vendors.first(v -> v.products().contains(product)).orElseThrow(() -> unknownProduct(product));
        Dialect dialect = vendor.dialect(product, release).orElseThrow(() -> unknownRelease(vendor, product, release));
        return new OfflineAnalysis(vendor, dialect, today);
    }

    /** What kind of server it is about. */
    public Dialect dialect() {
        return dialect;
    }

    /** How the statements of such servers are cut and compared. */
    public LexicalRules lexicalRules() {
        return vendor.lexicalRules();
    }

    /**
     * Reads files, whatever they are called and wherever they stand, in the order of their versions.
     *
     * @param shownFrom the folder from which the user sees them
     */
    public List<Migration> read(List<Path> files, Path shownFrom) {
        Set<String> names = new TreeSet<>(vendor.products());
        return NamedFiles.read(files, shownFrom, names).files().parallelStream()
                .map(this::read)
                .toList();
    }

    private Migration read(MigrationFile file) {
        return MigrationReader.read(file, vendor.lexicalRules(), vendor.parser());
    }

    /** What each would do if it were run as written behind those before it. */
    public List<MigrationAnalysis> analyze(List<Migration> migrations) {
        SchemaAfter evolution = new SchemaAfter(dialect.names());
        Analysis analysis = new Analysis(
                new Effects(dialect, Oracle.SILENT, Effects.Absent.NOT_LOOKED_FOR, Experience.CATALOGUE),
                evolution::after,
                PlanningOptions.DEFAULT.small(),
                RuleCatalogue.discovered(),
                today);
        Schema schema = Schema.of(vendor.usualSchema(), List.of());
        List<MigrationAnalysis> all = new ArrayList<>();
        for (Migration migration : migrations) {
            all.add(analysis.of(migration, schema));
            schema = evolution.after(schema, migration);
        }
        return all;
    }

    private static MigrationException unknownProduct(String product) {
        Set<String> all = new TreeSet<>();
        Vendors.all().forEach(v -> all.addAll(v.products()));
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-8109",
                "no kind of database is called " + product,
                Fact.at("--dialect " + product),
                Fact.why("there are " + String.join(", ", all)),
                Fact.state("nothing was read"),
                Fact.next("write --dialect " + String.join(" or --dialect ", all)));
    }

    private static MigrationException unknownRelease(Vendor vendor, String product, String release) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-8110",
                release + " is no release of " + product + " that is known here",
                Fact.at("--version " + release),
                Fact.why("this version knows " + product + " " + vendor.releases(product)),
                Fact.state("nothing was read"),
                Fact.next("name the release that the migrations will run on"));
    }
}
