package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.history.Applied;
import dev.dbmigrations.project.MigrationFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder held against the history: what is still to be done, and what does not fit together. */
final class Comparison {
    private final Workbench bench;
    private final List<Applied> applied;
    private final List<Migration.Id> begun;
    private final List<MigrationFile> pending = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Comparison(Workbench bench, List<Applied> applied, List<Migration.Id> begun) {
        this.bench = bench;
        this.applied = applied;
        this.begun = begun;
        bench.folder().problems().forEach(p -> problems.add(new Problem(true, p)));
        Map<Ids.Key, Applied> byKey = new HashMap<>();
        applied.forEach(a -> byKey.put(Ids.key(a.id()), a));
        for (MigrationFile file : bench.folder().files()) {
            sort(file, Optional.ofNullable(byKey.get(Ids.key(file.id()))));
        }
        findMissing();
    }

    List<MigrationFile> pending() {
        return pending;
    }

    List<Problem> problems() {
        return problems;
    }

    private void sort(MigrationFile file, Optional<Applied> known) {
        if (begun.stream().anyMatch(id -> Ids.same(file.id(), id))) {
            return;
        }
        if (known.isEmpty()) {
            addInOrder(file);
        } else if (known.get().checksums().exact() != file.exactChecksum()) {
            compareMeaning(file, known.get());
        }
    }

    /** A repeatable runs again when its meaning has changed; a versioned one must not change. */
    private void compareMeaning(MigrationFile file, Applied known) {
        boolean sameMeaning = known.checksums().normalised().equals(bench.normalisedChecksum(file));
        if (file.id().kind() == Migration.Kind.REPEATABLE) {
            if (!sameMeaning) {
                pending.add(file);
            }
            return;
        }
        String what = sameMeaning
                ? file.label() + " has been laid out differently since it was applied; it still means the same"
                : file.label() + " has been changed since it was applied";
        problems.add(new Problem(
                !sameMeaning,
                MigrationException.userMustAct(
                        ExitCode.FINDINGS,
                        sameMeaning ? "DBM-1201" : "DBM-1202",
                        what,
                        Fact.at(file.id().path()),
                        Fact.why("applied " + known.when().at() + " by "
                                + known.when().by() + " with checksum "
                                + known.checksums().exact() + ", now " + file.exactChecksum()),
                        Fact.state("the database has what was applied; nothing was changed now"),
                        Fact.next(
                                sameMeaning
                                        ? "nothing needs to be done"
                                        : "put the file back as it was, and write the change as a new migration"))));
    }

    private void addInOrder(MigrationFile file) {
        Optional<Applied> higher = Ids.isVersion(file.id()) ? laterThan(file) : Optional.empty();
        if (higher.isEmpty() || bench.options().files().outOfOrder() == OutOfOrder.APPLY) {
            pending.add(file);
        } else if (bench.options().files().outOfOrder() == OutOfOrder.REFUSE) {
            problems.add(new Problem(
                    true,
                    MigrationException.userMustAct(
                            ExitCode.FINDINGS,
                            "DBM-1203",
                            file.label() + " appeared after "
                                    + higher.get().id().version() + " was applied",
                            Fact.at(file.id().path()),
                            Fact.why("its version is lower, so elsewhere it will run before what has already run here"),
                            Fact.state("nothing was changed"),
                            Fact.next("give it a higher version, or: db-migrations up --out-of-order apply|skip"))));
        }
    }

    /** An applied migration that should have come after this one, unless this one was held back by a gate. */
    private Optional<Applied> laterThan(MigrationFile file) {
        Version version = Ids.version(file.id());
        return applied.stream()
                .filter(a -> isHigher(a, version))
                .filter(a -> !wasHeldBack(version, a))
                .findFirst();
    }

    private static boolean isHigher(Applied other, Version version) {
        return other.id().kind() == Migration.Kind.VERSIONED
                && Version.isWellFormed(other.id().version())
                && new Version(other.id().version()).compareTo(version) > 0;
    }

    /** A lower one was in flight while the higher one ran: then this one may have had to wait for it. */
    private boolean wasHeldBack(Version version, Applied higher) {
        boolean lowerInFlight = begun.stream()
                .anyMatch(id -> Ids.isVersion(id) && Ids.version(id).compareTo(version) < 0);
        return lowerInFlight
                || applied.stream()
                        .anyMatch(a -> Version.isWellFormed(a.id().version())
                                && new Version(a.id().version()).compareTo(version) < 0
                                && a.order() > higher.order());
    }

    private void findMissing() {
        Optional<Version> newest = bench.folder().files().stream()
                .flatMap(f -> f.version().stream())
                .max(Version::compareTo);
        for (Applied a : applied) {
            boolean isThere = bench.folder().files().stream().anyMatch(f -> Ids.same(f.id(), a.id()));
            if (isThere || a.id().kind() == Migration.Kind.REPEATABLE) {
                continue;
            }
            boolean fromTheFuture =
                    newest.isEmpty() || (Version.isWellFormed(a.id().version()) && isHigher(a, newest.get()));
            problems.add(new Problem(
                    !fromTheFuture,
                    MigrationException.userMustAct(
                            ExitCode.FINDINGS,
                            fromTheFuture ? "DBM-1205" : "DBM-1204",
                            "V" + a.id().version() + " (" + a.id().name() + ") is applied, and its file is not there",
                            Fact.why(
                                    fromTheFuture
                                            ? "it is newer than everything here: this may be an older checkout"
                                            : "applied " + a.when().at() + " by "
                                                    + a.when().by()),
                            Fact.state("nothing was changed"),
                            Fact.next(
                                    fromTheFuture
                                            ? "update the checkout"
                                            : "bring the file back from version control"))));
        }
    }
}
