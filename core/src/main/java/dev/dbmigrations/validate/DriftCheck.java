package dev.dbmigrations.validate;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.SchemaRecords;
import dev.dbmigrations.history.SchemaRecords.Kept;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Drift;
import dev.dbmigrations.schema.Inventory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is other than it was when a run ended last, though no run of ours has changed it. */
final class DriftCheck implements Check {
    private static final String UNWRITTEN = "the catalog does not tell enough to write it";

    @Override
    public void make(Scene scene, Results results) {
        Optional<Home> home = scene.history().home();
        Optional<Kept> kept =
                home.flatMap(h -> new SchemaRecords(scene.server().vendor().bookkeeping()).last(scene.session(), h));
        if (home.isEmpty() || kept.isEmpty()) {
            results.unknown(Topic.DRIFT, "nothing to compare with yet: the schema is recorded with the next run");
            return;
        }
        try {
            compare(scene, home.get(), kept.get(), results);
        } catch (DatabaseFailure.Fatal | DatabaseFailure.LockNotGranted failure) {
            results.unknown(Topic.DRIFT, "the catalog cannot be read: " + failure.getMessage());
        }
    }

    private static void compare(Scene scene, Home home, Kept kept, Results results) {
        Inventory now = scene.server().database().catalog().inventory();
        Inventory before = kept.inventory();
        Predicate<CatalogObject> isOurs = Since.of(scene.session(), home, kept).touching(List.of(before, now));
        results.looked(Topic.DRIFT, now.objects().size() + " objects against those recorded after the last run");
        Drift.between(before, now).stream()
                .filter(drift -> !isOurs.test(drift.object()))
                .forEach(drift -> results.error(Topic.DRIFT, told(drift, kept.at())));
    }

    private static MigrationException told(Drift drift, Instant since) {
        CatalogObject object = drift.object();
        List<Fact> facts = new ArrayList<>();
        drift.before().ifPresent(was -> facts.add(new Fact("was", was.definition())));
        drift.now().ifPresent(is -> facts.add(new Fact("is", is.definition())));
        facts.add(Fact.why("it has been " + drift.word() + " by no migration since the last run, "
                + since.truncatedTo(ChronoUnit.SECONDS)));
        facts.add(Fact.state("nothing was changed now"));
        facts.add(new Fact("back", sql(drift.back())));
        facts.add(new Fact("onward", sql(drift.onward())));
        facts.add(Fact.next("run what takes it back, or write what makes it official into a migration"));
        return new MigrationException(
                "DBM-2390",
                MigrationException.Kind.USER_MUST_ACT,
                ExitCode.DRIFT,
                object.kind() + " " + object.name() + " " + drift.word(),
                facts);
    }

    private static String sql(List<String> statements) {
        return statements.isEmpty() ? UNWRITTEN : String.join(";\n", statements) + ";";
    }
}
