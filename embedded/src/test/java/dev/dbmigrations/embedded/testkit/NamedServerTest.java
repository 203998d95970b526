package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedServerTest {

    @ParameterizedTest
    @CsvSource({
        "mysql://root@db, jdbc:mariadb://db:3306/t?user=root&allowPublicKeyRetrieval=true",
        "mysql://me:s3%40cret@db:3307/any,"
                + " jdbc:mariadb://db:3307/t?user=me&password=s3%40cret&allowPublicKeyRetrieval=true",
        "jdbc:mysql://db/?user=me&allowPublicKeyRetrieval=false,"
                + " jdbc:mariadb://db:3306/t?user=me&allowPublicKeyRetrieval=false",
    })
    void anAddressIsUnderstoodInEitherForm(String given, String used) {
        assertThat(NamedServer.at(given).url("t")).isEqualTo(used);
    }
}
