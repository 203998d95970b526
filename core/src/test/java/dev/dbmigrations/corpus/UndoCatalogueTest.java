package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the way back of every kind of change is, shown by a case of the corpus that is carried out and taken back on a real database here,
 * its schema and rows compared. The page in {@code docs/} is what came of it; {@code -Dgolden=write} writes it.
 */
class UndoCatalogueTest {
    private static final Path PAGE = Path.of("../docs/ways-back.md");
    private static final String HEAD = """
            # Ways back

            How each kind of change that the program knows is taken back once it is applied, shown by one case of its tests. Each was carried
            out on a database of the kind named, taken back by `down`, and schema and rows compared with those before; this page is written
            by that test (`UndoCatalogueTest`). A written `U` file always comes first. What has none says why, and `up` asks before it begins
            it, as for a statement that is not understood. What else may become of rows that clients have written meanwhile is in [limits](limits.md#taking-back).
            """;

    /** A kind of change that stands in a migration, or is a part of what stands there. */
    private static Stream<Class<?>> kinds(Class<?> of) {
        return of.isSealed() ? Stream.of(of.getPermittedSubclasses()).flatMap(UndoCatalogueTest::kinds) : Stream.of(of);
    }

    @Test
    void everyKindOfChangeIsTakenBackOrSaysWhyNot() {
        List<Ground> grounds = Ground.all().stream()
                .filter(g -> g.equals(g.relatives().getLast()))
                .toList();
        assumeThat(grounds).allMatch(g -> g.server().whyAbsent().isEmpty());
        assumeThat(System.getProperty("case")).as("all cases are looked at").isNull();
        StringBuilder page = new StringBuilder(HEAD);
        List<Class<?>> shown = kinds(Change.class)
                .distinct()
                .filter(kind -> kind != Change.Unrecognized.class)
                .sorted(Comparator.comparing(UndoCatalogueTest::words))
                .toList();
        List<String> without = new ArrayList<>();
        for (Class<?> kind : shown) {
            Optional<String> part = grounds.stream()
                    .flatMap(g -> caseOf(kind, g).stream())
                    .map(UndoCatalogueTest::carriedOut)
                    .findFirst();
            part.ifPresentOrElse(
                    text -> page.append("\n## ")
                            .append(words(kind))
                            .append("\n\n")
                            .append(text),
                    () -> without.add(words(kind)));
        }
        assertThat(without).as("kinds of change that no case has").isEmpty();
        assertIsThePage(page.toString());
    }

    private static String words(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The plainest: one statement alone if there is one, and one that has a way back. */
    private static Optional<OnServer> caseOf(Class<?> kind, Ground ground) {
        return ground.cases()
                .map(c -> new OnServer(c, ground))
                .filter(OnServer::isPlanned)
                .filter(o -> clauses(o).stream().anyMatch(c -> kind.isInstance(c.change())))
                .min(Comparator.<OnServer>comparingInt(o -> o.isTakenBack() ? 0 : 1)
                        .thenComparingInt(o -> clauses(o).size())
                        .thenComparing(o -> o.question().name()));
    }

    private static List<Clause> clauses(OnServer where) {
        Ground ground = where.ground();
        String role = ground.product().equals("postgres") ? "migration.sql" : "migration.mysql.sql";
        Migration migration = where.question()
                .migration(role, ground.vendor().lexicalRules(), ground.vendor().parser());
        return migration.statements().stream()
                .map(Statement::clauses)
                .flatMap(List::stream)
                .flatMap(c -> ground.vendor().dialect(ground.major()).resolved(c, Schema.of("", List.of())).stream())
                .toList();
    }

    private static String carriedOut(OnServer where) {
        Stage stage = Stage.of(where);
        try (Trial trial = stage.trial()) {
            WayBack way = trial.plan().outcome().wayBack();
            Picture before = trial.picture().inAnyColumnOrder();
            trial.up(Gates.OPEN, RunListener.SILENT);
            Picture after = trial.picture().inAnyColumnOrder();
            String told = switch (way) {
                case WayBack.Derived derived -> {
                    trial.down();
                    assertThat(before.differenceTo(trial.picture().inAnyColumnOrder()))
                            .as("%s, taken back", where)
                            .isEmpty();
                    yield derived.statements().isEmpty()
                            ? "leaves nothing to take back.\n"
                            : "is taken back by\n\n"
                                    + sql(String.join(";\n", derived.statements())
                                                    .replaceAll("corpus_\\d+_\\d+", "corpus")
                                            + ";");
                }
                case WayBack.None none -> {
                    assertRefusesToBeTakenBack(trial, where);
                    assertThat(after.differenceTo(trial.picture().inAnyColumnOrder()))
                            .isEmpty();
                    yield "has no way back: "
                            + none.because().stream().distinct().collect(Collectors.joining("; "))
                            + ".\n";
                }
                case WayBack.Written ignored -> throw new AssertionError(where + " has a U file");
            };
            return "On " + where.ground().product() + " (`" + where.question().name() + "`)\n\n"
                    + sql(where.text("migration.sql").strip()) + "\n" + told;
        } finally {
            stage.close();
        }
    }

    private static void assertRefusesToBeTakenBack(Trial trial, OnServer where) {
        try {
            trial.down();
        } catch (MigrationException refused) {
            assertThat(refused.code()).isEqualTo("DBM-7101");
            return;
        }
        throw new AssertionError(where + " has no way back, and was taken back");
    }

    private static String sql(String text) {
        return "```sql\n" + text + "\n```\n";
    }

    private static void assertIsThePage(String page) {
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.writeString(PAGE, page);
            }
            assertThat(page).isEqualTo(Files.readString(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
