package dev.dbmigrations.validate;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.SchemaRecords;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The runs that have worked since the schema was recorded last: one is at work, or was killed before it could record.
 *
 * @param plans what they carry out
 * @param defaultSchema where names written without a schema are looked up
 */
public record Since(List<Plan> plans, String defaultSchema) {

    public Since {
        plans = List.copyOf(plans);
    }

    /** Those of the journal behind the entry up to which is recorded. */
    public static Since of(Session session, Home home, SchemaRecords.Kept kept) {
        Journal journal = new Journal(home, "");
        return new Since(
                journal.runsThatWorkedAfter(session, kept.journal()).stream()
                        .flatMap(run -> journal.state(session, run).start().stream())
                        .map(Event.RunStarted::plan)
                        .toList(),
                home.schema());
    }

    /** Whether an object is one that they touch. */
    public Predicate<CatalogObject> touching(Collection<Inventory> there) {
        if (plans.isEmpty()) {
            return object -> false;
        }
        Mentioned mentioned = new Mentioned(plans, defaultSchema);
        return mentioned.among(there);
    }
}
