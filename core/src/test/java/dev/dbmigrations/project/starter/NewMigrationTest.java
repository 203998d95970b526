package dev.dbmigrations.project.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.project.MigrationFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewMigrationTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-31T23:59:59Z"), ZoneId.of("Asia/Tokyo"));
    private static final Starter STARTER = new Starter("add_a", Starter.Kind.SQL, "up;\n", Optional.of("down;\n"));

    @TempDir
    Path folder;

    @Test
    void theVersionIsTheMomentInUtc() {
        assertThat(NewMigration.of(STARTER, CLOCK, List.of()).fileName()).isEqualTo("V20261231235959__add_a.sql");
    }

    @Test
    void aTakenVersionIsPassedOverSecondBySecond() {
        List<Version> taken = List.of(new Version("20261231235959"), new Version("20270101000000.0"));
        assertThat(NewMigration.of(STARTER, CLOCK, taken).undoFileName()).isEqualTo("U20270101000001__add_a.sql");
    }

    @Test
    void whatIsWrittenIsFoundAgain() {
        NewMigration.of(STARTER, CLOCK, List.of()).writeTo(folder.resolve("new"));
        List<MigrationFile> found =
                MigrationFolder.read(List.of(folder.resolve("new"))).files();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().id().description()).isEqualTo("add a");
        assertThat(found.getFirst().undo()).isPresent();
    }

    @Test
    void noFileIsEverOverwritten() throws IOException {
        Path file = folder.resolve("U20261231235959__add_a.sql");
        Files.writeString(file, "mine");
        NewMigration migration = NewMigration.of(STARTER, CLOCK, List.of());
        var told = catchThrowableOfType(MigrationException.class, () -> migration.writeTo(folder));
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve(migration.fileName())).doesNotExist();
        Golden.assertMatches(
                "project/starter/refused-file-exists.txt", told.toText().replace(folder.toString(), "migrations"));
    }
}
