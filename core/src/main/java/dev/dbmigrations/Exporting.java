package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Migrator.Scripted;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.export.ExportedFile;
import dev.dbmigrations.export.RollbackScripts;
import dev.dbmigrations.export.Surroundings;
import dev.dbmigrations.export.WayDown;
import dev.dbmigrations.export.WayDown.Standing;
import dev.dbmigrations.history.Applied;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One call of {@code export}: the ways back of what is applied, each planned on what those of the later ones leave behind, and
 * of what is pending, each planned on what it will leave behind itself.
 */
final class Exporting {
    private final Workbench bench;
    private final Works works;
    private final Downward downward;
    private final Planning forth;
    private final Planning back;
    private final SchemaAfter evolution;

    Exporting(Workbench bench, Works works) {
        this.bench = bench;
        this.works = works;
        this.downward = new Downward(bench, works, RunListener.SILENT);
        this.forth = new Planning(bench, bench.planning(), bench.look());
        this.back = downward.planning(bench.look());
        this.evolution = new SchemaAfter(bench.database().dialect().names());
    }

    List<ExportedFile> files(Scripted wanted) {
        HistoryLook look = bench.history();
        List<WayDown> ways = new ArrayList<>();
        if (wanted.last().isEmpty()) {
            ways.addAll(pending(look).reversed());
        }
        ways.addAll(applied(look, wanted.last().orElse(Integer.MAX_VALUE)));
        Surroundings around = new Surroundings(
                bench.database().dialect(),
                look.home().orElseGet(() -> new HistoryTables(bench.vendor().bookkeeping()).foreseen(bench.session())),
                bench.options().running().lockPatience());
        return RollbackScripts.of(chosen(ways, wanted), around);
    }

    private static List<WayDown> chosen(List<WayDown> ways, Scripted wanted) {
        if (wanted.versions().isEmpty()) {
            return ways;
        }
        List<WayDown> chosen = new ArrayList<>();
        for (String version : wanted.versions()) {
            chosen.add(ways.stream()
                    .filter(w -> Ids.sameVersion(w.migration().version(), version.replaceFirst("^V", "")))
                    .findFirst()
                    .orElseThrow(() -> unknown(version, ways.size())));
        }
        return ways.stream().filter(chosen::contains).toList();
    }

    private static MigrationException unknown(String version, int known) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-1220",
                "there is no versioned migration " + version,
                Fact.why("none of the " + known + " that are applied or pending has that version"),
                Fact.state("nothing was written"),
                Fact.next("db-migrations status"));
    }

    /** The last one first. */
    private List<WayDown> applied(HistoryLook look, int most) {
        List<Applied> versioned = look.applied().reversed().stream()
                .filter(a -> a.id().kind() == Migration.Kind.VERSIONED)
                .limit(most)
                .toList();
        List<Undoing> undos = versioned.stream().map(a -> undoing(look, a)).toList();
        Schema schema = back.look(undos.stream().flatMap(u -> u.undo().stream()).toList());
        List<WayDown> ways = new ArrayList<>();
        for (Undoing undoing : undos) {
            ways.add(planned(undoing, schema));
            schema = undoing.undo().isPresent() ? after(schema, undoing.undo().get()) : schema;
        }
        return ways;
    }

    /** In their order. */
    private List<WayDown> pending(HistoryLook look) {
        List<Migration.Id> begun =
                look.unfinished().stream().map(r -> works.plan(r).migration()).toList();
        List<Migration> migrations =
                Overviewing.until(new Comparison(bench, look.applied(), begun).pending(), Until.THE_END).stream()
                        .map(bench::read)
                        .filter(m -> m.id().kind() == Migration.Kind.VERSIONED)
                        .toList();
        Schema schema = forth.look(withUndos(migrations));
        List<WayDown> ways = new ArrayList<>();
        for (Migration migration : migrations) {
            Schema before = schema;
            schema = settled(after(schema, migration));
            ways.add(planned(undoing(migration, before), schema));
        }
        return ways;
    }

    /** A written way back may be about other tables. */
    private static List<Migration> withUndos(List<Migration> migrations) {
        return migrations.stream()
                .flatMap(m -> Stream.of(
                        m,
                        new Migration(
                                m.id(), m.undo().statements(), Migration.Undo.NONE, m.directives(), m.checksums())))
                .toList();
    }

    /**
     * A way back before it is planned.
     *
     * @param undo empty when there is none
     * @param otherwise what is told then
     */
    private record Undoing(
            Migration.Id id,
            Migration.Checksums checksums,
            Standing standing,
            Optional<Migration> undo,
            List<String> loses,
            Optional<WayDown.Unscripted> otherwise) {}

    private Migration.Id id(Applied applied) {
        String path = bench.folder().files().stream()
                .filter(f -> Ids.same(f.id(), applied.id()))
                .map(f -> f.id().path())
                .findFirst()
                .orElse("V" + applied.id().version());
        return Ids.of(applied, path);
    }

    private Undoing undoing(HistoryLook look, Applied applied) {
        Migration.Id id = id(applied);
        boolean open = look.unfinished().stream()
                .anyMatch(run -> Ids.same(works.plan(run).migration(), applied.id()));
        if (open) {
            return without(
                    id,
                    applied.checksums(),
                    Standing.APPLIED,
                    List.of("its run is not over: the former shape is kept in step until the revert window ends"),
                    "db-migrations down, which loses nothing; once the window is over, export again");
        }
        List<String> loses = works.planOf(id)
                .map(Plan::outcome)
                .map(o -> losses(o.wayBack()))
                .orElse(List.of());
        return undoing(
                id,
                applied.checksums(),
                Standing.APPLIED,
                loses,
                () -> downward.undo(applied).migration());
    }

    private Undoing undoing(Migration migration, Schema before) {
        Migration.Id id = migration.id();
        try {
            forth.refuseBrokenSyntax(migration);
            Plan plan = forth.plan(migration, before);
            return undoing(
                    id,
                    migration.checksums(),
                    Standing.PENDING,
                    losses(plan.outcome().wayBack()),
                    () -> downward.undo(migration, plan));
        } catch (MigrationException refused) {
            return without(
                    id,
                    migration.checksums(),
                    Standing.PENDING,
                    List.of(refused.what()),
                    "db-migrations plan " + id.version());
        }
    }

    private Undoing undoing(
            Migration.Id id,
            Migration.Checksums checksums,
            Standing standing,
            List<String> loses,
            Supplier<Migration> undo) {
        try {
            Migration found = undo.get();
            back.refuseBrokenSyntax(found);
            return new Undoing(id, checksums, standing, Optional.of(found), loses, Optional.empty());
        } catch (MigrationException none) {
            return without(id, checksums, standing, reasons(none), none.next().orElse("db-migrations down"));
        }
    }

    private static List<String> reasons(MigrationException failure) {
        return failure.facts().stream()
                .filter(f -> f.label().equals("why"))
                .flatMap(f -> f.text().lines())
                .toList();
    }

    private static Undoing without(
            Migration.Id id, Migration.Checksums checksums, Standing standing, List<String> because, String instead) {
        return new Undoing(
                id,
                checksums,
                standing,
                Optional.empty(),
                List.of(),
                Optional.of(new WayDown.Unscripted(id, because, instead)));
    }

    private static List<String> losses(WayBack way) {
        return switch (way) {
            case WayBack.Derived derived -> derived.loses();
            case WayBack.Written written -> List.of();
            case WayBack.None none -> List.of();
        };
    }

    private WayDown planned(Undoing undoing, Schema schema) {
        if (undoing.otherwise().isPresent()) {
            return undoing.otherwise().get();
        }
        try {
            Plan plan = back.plan(undoing.undo().orElseThrow(), schema);
            return new WayDown.Planned(undoing.id(), undoing.checksums(), undoing.standing(), plan, undoing.loses());
        } catch (MigrationException refused) {
            return new WayDown.Unscripted(undoing.id(), List.of(refused.what()), "db-migrations down --dry-run");
        }
    }

    private Schema after(Schema schema, Migration migration) {
        Schema now = schema;
        for (Statement statement : migration.statements()) {
            for (Change change : statement.changes()) {
                now = evolution.after(now, change);
            }
        }
        return now;
    }

    /** When the script is run, others use the tables that are new today. */
    private static Schema settled(Schema schema) {
        Schema settled = schema;
        for (Table table : schema.tables().values()) {
            settled = table.isNew() ? settled.with(table.inUse()) : settled;
        }
        return settled;
    }
}
