package dev.dbmigrations;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Drift;
import dev.dbmigrations.schema.Inventory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofProblemsTest {
    private static final Migration.Id ID =
            new Migration.Id(Migration.Kind.VERSIONED, "42", "nicks", "migrations/V42__nicks.sql");

    @Test
    void eachSaysWhatWhyInWhichStateAndWhatNext() {
        CatalogObject view =
                new CatalogObject("view", "public.nicks", "", "SELECT 1", new CatalogObject.Sql("", "", ""));
        List<Drift> drifts = Drift.between(Inventory.EMPTY, Inventory.of(List.of(view)));
        List<MigrationException> all = List.of(
                ProofProblems.notAsBefore(
                        ID,
                        IntStream.range(0, 22)
                                .mapToObj(n -> "rows of table t" + n + " have other values")
                                .toList()),
                ProofProblems.notRun(ID, "relation \"people\" does not exist"),
                ProofProblems.notTakenBack(ID, "view nicks depends on column nick"),
                ProofProblems.notDerived(
                        ID, List.of("migrations/V42__nicks.sql:1: the catalog shows nothing of what it has changed")),
                ProofProblems.derived(ID, List.of("DROP VIEW nicks", "ALTER TABLE users DROP COLUMN nick")),
                ProofProblems.unlike(drifts, "V3 does not run there: role \"app\" does not exist"));
        Golden.assertMatches(
                "errors/proofs.txt",
                all.stream().map(MigrationException::toText).collect(Collectors.joining("\n")));
    }
}
