package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server on which the corpus is not tried because it cannot be had here is a skipped test, and not passed over. */
class ReachableTest {

    static List<Ground> servers() {
        return Ground.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void theCorpusIsTriedOn(Ground ground) {
        ground.server().whyAbsent().ifPresent(Assumptions::abort);
        assertThat(ground.server().port()).isPositive();
    }
}
