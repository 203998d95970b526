package dev.dbmigrations;

import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Overview.Done;
import dev.dbmigrations.Overview.InFlight;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.history.Applied;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.project.MigrationFile;
import java.util.List;
import java.util.Optional;

/** One look at where a database stands. */
final class Overviewing {
    private final Workbench bench;
    private final Works works;

    Overviewing(Workbench bench, Works works) {
        this.bench = bench;
        this.works = works;
    }

    Overview overview() {
        HistoryLook look = bench.history();
        boolean somebodyWorks = !look.unfinished().isEmpty() && works.somebodyWorks();
        List<InFlight> inFlight = look.unfinished().stream()
                .map(run -> Runs.inFlight(bench, works.journal(), run, somebodyWorks))
                .toList();
        Comparison comparison = new Comparison(
                bench, look.applied(), inFlight.stream().map(InFlight::id).toList());
        return new Overview(
                look.applied().stream().map(this::done).toList(),
                comparison.pending().stream().map(MigrationFile::id).toList(),
                inFlight,
                comparison.problems());
    }

    private Done done(Applied applied) {
        String path = bench.folder().files().stream()
                .filter(f -> Ids.same(f.id(), applied.id()))
                .map(f -> f.id().path())
                .findFirst()
                .orElse("");
        Migration.Id id = Ids.of(applied, path);
        return new Done(
                id,
                applied.when().at(),
                applied.when().milliseconds(),
                applied.when().by());
    }

    static List<MigrationFile> until(List<MigrationFile> files, Until until) {
        Optional<Version> last = until.version().map(v -> new Version(v.replaceFirst("^V", "")));
        return files.stream()
                .filter(f -> last.isEmpty()
                        || (Ids.isVersion(f.id()) && Ids.version(f.id()).compareTo(last.get()) <= 0))
                .toList();
    }
}
