package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderProblemsTest {

    @TempDir
    Path root;

    private TestFolder folder() {
        return new TestFolder(root);
    }

    private static void assertTold(String golden, MigrationException told) {
        assertThat(told.state()).as("state").isPresent();
        assertThat(told.next()).as("next").isPresent();
        Golden.assertMatches("project/" + golden + ".txt", told.toText());
    }

    private void assertRefused(String golden, TestFolder folder) {
        var told = catchThrowableOfType(MigrationException.class, folder::read);
        assertThat(told).as("refusal").isNotNull();
        assertTold(golden, told);
    }

    @Test
    void aNameThatSaysNothingIsToldWithARightOne() {
        assertRefused("bad-name", folder().withEmpty("V2_add_email.sql"));
    }

    @Test
    void aNumberedFileWithoutMarksIsToldHowItCouldBeMeant() {
        assertRefused("unmarked", folder().withEmpty("20240101_init.sql"));
    }

    @Test
    void twoFilesOfOneVersionAreBothNamed() {
        assertRefused("duplicate-version", folder().withEmpty("V1.0__a.sql", "more/V1__b.sql"));
    }

    @Test
    void twoToolsFilesOfOneVersionAreBothNamed() {
        assertRefused("mixed-formats", folder().withEmpty("V1__a.sql", "0001_b.up.sql"));
    }

    @Test
    void twoUndosOfOneVersionAreBothNamed() {
        assertRefused("two-undos", folder().withEmpty("V1__a.sql", "U1__a.sql", "U1.0__b.sql"));
    }

    @Test
    void twoRepeatablesOfOneNameAreBothNamed() {
        assertRefused("same-repeatable", folder().withEmpty("a/R__views.sql", "b/R__views.sql"));
    }

    @Test
    void anUndoWithoutItsMigrationIsTold() {
        assertRefused("undo-alone", folder().withEmpty("V1__a.sql", "U2__b.sql"));
    }

    @Test
    void aMissingFolderIsTold() {
        assertRefused("no-folder", folder());
    }

    @Test
    void aFileInPlaceOfTheFolderIsTold() throws IOException {
        Files.writeString(root.resolve("migrations"), "");
        assertRefused("folder-is-a-file", folder());
    }

    @Test
    void anEmptyFolderIsToldWhereAMigrationIsNeeded() throws IOException {
        Files.createDirectory(root.resolve("migrations"));
        var search = new MigrationFolder.Search(List.of(Path.of("migrations")), root, java.util.Set.of());
        var told = catchThrowableOfType(
                MigrationException.class, () -> folder().read().required(search));
        assertTold("no-migrations", told);
    }

    @Test
    void severalProblemsAreCounted() {
        assertRefused("several", folder().withEmpty("add_users.sql", "V1__a.sql", "V1__b.sql", "U9__x.sql"));
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirPlace() {
        byte[] latin = "-- gr\u00fc\u00dfe\nSELECT 'caf\u00e9';\n".getBytes(StandardCharsets.ISO_8859_1);
        MigrationFile file = folder().withBytes("V1__latin.sql", latin).only();
        assertTold(
                "not-utf8",
                catchThrowableOfType(
                        MigrationException.class, () -> file.up().file().text()));
    }

    @Test
    void aCharacterCutOffAtTheEndIsToldToo() {
        byte[] cut = {'a', '\n', (byte) 0xE2, (byte) 0x82};
        MigrationFile file = folder().withBytes("V1__cut.sql", cut).only();
        assertThatThrownBy(() -> file.up().file().text())
                .hasMessageContaining("V1__cut.sql:2   (byte 0xE2 at offset 2)");
    }

    @Test
    void aFileThatHasGoneIsTold() throws IOException {
        MigrationFile file = folder().withEmpty("V1__a.sql").only();
        Files.delete(file.up().file().path());
        assertTold("unreadable", catchThrowableOfType(MigrationException.class, file::exactChecksum));
    }

    @Test
    void anUnknownSettingBesideAScriptIsTold() {
        assertRefused(
                "unknown-setting",
                folder().withEmpty("V1__a.sql").with("V1__a.sql.conf", "# x", "executeInTransactoin=false"));
    }

    @Test
    void aSettingThatWouldChangeWhatRunsIsTold() {
        assertRefused("other-setting", folder().withEmpty("V1__a.sql").with("V1__a.sql.conf", "encoding=ISO-8859-1"));
    }
}
