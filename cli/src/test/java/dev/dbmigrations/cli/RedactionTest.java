package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ann:s3cret@db/app",
                "postgres://ann:s3c@ret@db/app",
                "jdbc:postgresql://db/app?user=ann&password=s3cret&ssl=true",
                "Password: s3cret",
                "PGPASSWORD=s3cret psql"
            })
    void noPasswordIsShown(String text) {
        assertThat(Redaction.redacted(text))
                .contains("***")
                .doesNotContain("s3c")
                .doesNotContain("ret@");
    }
}
