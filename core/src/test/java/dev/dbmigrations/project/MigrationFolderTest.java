package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Version;
import dev.dbmigrations.project.MigrationFile.TransactionMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFolderTest {

    @TempDir
    Path root;

    private TestFolder folder() {
        return new TestFolder(root);
    }

    private static List<String> labels(MigrationFolder folder) {
        return folder.files().stream().map(MigrationFile::label).toList();
    }

    @Test
    void versionsRunInNumericalOrderAndRepeatablesByNameAfterThem() {
        MigrationFolder read = folder().withEmpty("V10__c.sql", "R__b.sql", "V2__a.sql", "V2_1__b.sql", "R__a.sql")
                .read();
        assertThat(labels(read)).containsExactly("V2", "V2.1", "V10", "R__a", "R__b");
    }

    @Test
    void foldersAreSearchedWithAllBelowThemAndHiddenOnesAreNot() {
        MigrationFolder read = folder().withEmpty("2026/V2__b.sql", "V1__a.sql", ".git/V3__c.sql", "._V1__a.sql")
                .read();
        assertThat(labels(read)).containsExactly("V1", "V2");
        assertThat(read.files().getLast().id().path())
                .isEqualTo(Path.of("migrations/2026/V2__b.sql").toString());
        assertThat(read.files().getLast().up().file().script()).isEqualTo("2026/V2__b.sql");
    }

    @Test
    void aFileReachedTwiceCountsOnce() {
        folder().withEmpty("more/V1__a.sql");
        var read = MigrationFolder.read(List.of(root.resolve("migrations"), root.resolve("migrations/more")));
        assertThat(labels(read)).containsExactly("V1");
    }

    @Test
    void linkedFoldersAreFollowedAndALoopOfLinksEnds() throws IOException {
        folder().withEmpty("V1__a.sql");
        Files.createDirectory(root.resolve("elsewhere"));
        Files.writeString(root.resolve("elsewhere/V2__b.sql"), "SELECT 1;");
        Files.createSymbolicLink(root.resolve("migrations/linked"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("migrations/loop"), root.resolve("migrations"));
        assertThat(labels(folder().read())).containsExactly("V1", "V2");
    }

    @Test
    void anUndoBelongsToItsVersionWhateverItIsCalled() {
        MigrationFile file =
                folder().withEmpty("V1_0__add.sql", "U1__take_away.sql").only();
        assertThat(file.undo())
                .hasValueSatisfying(undo -> assertThat(undo.file().name()).isEqualTo("U1__take_away.sql"));
    }

    @Test
    void aPairIsOneMigration() {
        MigrationFile file = folder().withEmpty("000001_add_users.up.sql", "000001_add_users.down.sql")
                .only();
        assertThat(file.format()).isEqualTo(Format.PAIRED);
        assertThat(file.id().description()).isEqualTo("add users");
        assertThat(file.undo()).isPresent();
    }

    @Test
    void plansNotesAndOtherFilesAreNoMigrations() {
        MigrationFile file = folder().withEmpty("V1__a.sql", "V1__a.plan.sql", "README.md", "V2__b.go", "schema.json")
                .only();
        assertThat(file.label()).isEqualTo("V1");
    }

    @Test
    void baselinesAndCallbacksAreSetAside() {
        MigrationFolder read = folder().withEmpty(
                        "B5__all.sql", "V6__a.sql", "afterMigrate.sql", "beforeEachMigrate__note.sql")
                .read();
        assertThat(labels(read)).containsExactly("V6");
        assertThat(read.baselines()).extracting(MigrationFile::label).containsExactly("V5");
        assertThat(read.passedOver())
                .extracting(passed -> passed.file().name())
                .containsExactly("afterMigrate.sql", "beforeEachMigrate__note.sql");
    }

    @Test
    void settingsBesideAScriptSayThatItRunsWithoutATransaction() {
        MigrationFile file = folder().withEmpty("V1__a.sql")
                .with("V1__a.sql.conf", "# Flyway", "executeInTransaction = false")
                .only();
        assertThat(file.transaction()).isEqualTo(TransactionMark.WITHOUT);
    }

    @Test
    void aMigrationIsFoundByVersionLabelAndPath() {
        MigrationFolder read = folder().withEmpty("V1.2__a.sql", "R__views.sql").read();
        for (String name : List.of("1.2", "V1.2", "1_2", "1.2.0", "migrations/V1.2__a.sql")) {
            assertThat(read.find(name)).as(name).isPresent();
        }
        assertThat(read.find("R__views")).isPresent();
        assertThat(read.find("3")).isEmpty();
        assertThat(read.versions()).containsExactly(new Version("1.2"));
    }

    @Test
    void theTextOfAFileIsNotReadToKnowThatItIsThere() {
        TestFolder folder = folder();
        for (int i = 1; i <= 1_000; i++) {
            folder.withBytes("V" + i + "__a.sql", new byte[] {'\'', (byte) 0xFF});
        }
        MigrationFolder read = folder.read();
        assertThat(read.files()).hasSize(1_000);
        assertThat(read.files())
                .extracting(MigrationFile::exactChecksum)
                .containsOnly(crcOf(new byte[] {'\'', (byte) 0xFF}));
    }

    private static int crcOf(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Test
    void anEmptyFolderHoldsNoMigrations() throws IOException {
        Files.createDirectories(root.resolve("migrations"));
        assertThat(folder().read().files()).isEmpty();
    }

    @Test
    void neitherAByteOrderMarkNorTheKindOfLineEndChangesAChecksum() {
        byte[] marked = "\uFEFFSELECT 1;\r\n".getBytes(StandardCharsets.UTF_8);
        MigrationFolder read = folder().withBytes("V1__a.sql", marked)
                .with("V2__b.sql", "SELECT 1;")
                .read();
        assertThat(read.files()).extracting(MigrationFile::exactChecksum).containsOnly(checksumOf("SELECT 1;"));
        assertThat(read.files().getFirst().up().file().text()).isEqualTo("SELECT 1;\r\n");
    }

    private static int checksumOf(String line) {
        return Checksum.ofLines(List.of(line));
    }
}
