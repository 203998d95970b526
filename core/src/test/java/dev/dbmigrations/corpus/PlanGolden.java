package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The plan of a case as it was reviewed: {@code postgres.plan} where all majors have the same, else one file for each.
 *
 * <p>{@code -Dgolden=write} writes what is the case now.
 */
final class PlanGolden {
    private PlanGolden() {}

    static void assertMatches(OnServer where, String actual) {
        try {
            if ("write".equals(System.getProperty("golden"))) {
                write(where, actual);
            }
            Path file = file(where);
            assertThat(file).as("golden plan; write it with -Dgolden=write").exists();
            assertThat(actual).as("golden %s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path own(OnServer where) {
        return where.question().file("postgres-" + where.major() + ".plan");
    }

    private static Path shared(OnServer where) {
        return where.question().file("postgres.plan");
    }

    private static Path file(OnServer where) {
        return Files.exists(own(where)) ? own(where) : shared(where);
    }

    private static synchronized void write(OnServer where, String actual) throws IOException {
        if (Files.exists(shared(where)) && !Files.readString(shared(where)).equals(actual)) {
            String others = Files.readString(shared(where));
            for (int major : OnServer.MAJORS) {
                Files.writeString(own(new OnServer(where.question(), major)), others);
            }
            Files.delete(shared(where));
        }
        if (Files.exists(shared(where))) {
            return;
        }
        Files.writeString(own(where), actual);
        join(where, actual);
    }

    private static void join(OnServer where, String actual) throws IOException {
        for (int major : OnServer.MAJORS) {
            OnServer other = new OnServer(where.question(), major);
            boolean same =
                    Files.exists(own(other)) && Files.readString(own(other)).equals(actual);
            if (!same && where.question().isOn(major)) {
                return;
            }
        }
        Files.writeString(shared(where), actual);
        for (int major : OnServer.MAJORS) {
            Files.deleteIfExists(own(new OnServer(where.question(), major)));
        }
    }
}
