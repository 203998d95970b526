package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every server keeps the same promises: none is added for one, and none is put in other words. */
class ContractTest {
    private static final List<Class<? extends ServerContract>> SERVERS = List.of(
            PostgreSql14ContractTest.class,
            PostgreSql18ContractTest.class,
            MariaDb10ContractTest.class,
            MariaDb11ContractTest.class,
            MySqlContractTest.class);

    private static Stream<String> promises(Class<?> contract) {
        return Arrays.stream(contract.getMethods())
                .filter(m -> m.isAnnotationPresent(Test.class) || m.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .sorted();
    }

    @Test
    void everyServerHasTheSameListOfPromises() {
        List<String> common = promises(ServerContract.class).toList();
        assertThat(common).hasSizeGreaterThan(40);
        assertThat(SERVERS).allSatisfy(server -> assertThat(promises(server)).containsExactlyElementsOf(common));
    }

    @Test
    void aServerIsWhatItCanDoAndNothingElse() {
        assertThat(SERVERS)
                .allSatisfy(server -> assertThat(Arrays.stream(server.getDeclaredMethods())
                                .filter(m -> !m.isSynthetic())
                                .map(Method::getName))
                        .isSubsetOf("kills"));
    }
}
