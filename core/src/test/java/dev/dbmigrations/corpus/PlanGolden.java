package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The plan of a case as it was reviewed: {@code postgres.plan}, {@code mariadb.plan} or {@code mysql.plan}
 * where all versions have the same, else one file for each, as {@code mariadb-10.plan}.
 *
 * <p>{@code -Dgolden=write} writes what is the case now.
 */
final class PlanGolden {
    private PlanGolden() {}

    /** What is called after the database, or by the server as it likes, is called the same in all goldens. */
    private static final Pattern PASSING = Pattern.compile(
            "\\bcorpus[_-]\\d{1,4}([_-]\\d{0,2})?|#sql-[0-9a-z_-]+" + "|(?<=@db_migrations_(first|second)_)[0-9a-f]+");

    static void assertMatches(OnServer where, String text) {
        String actual = PASSING.matcher(text).replaceAll("corpus");
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
        return where.question()
                .file(where.ground().product() + "-" + where.ground().major() + ".plan");
    }

    private static Path shared(OnServer where) {
        return where.question().file(where.ground().product() + ".plan");
    }

    /** The case on each server of the same product. */
    private static List<OnServer> relatives(OnServer where) {
        return where.ground().relatives().stream()
                .filter(g -> g.cases().anyMatch(where.question()::equals))
                .map(g -> new OnServer(where.question(), g))
                .toList();
    }

    private static Path file(OnServer where) {
        return Files.exists(own(where)) ? own(where) : shared(where);
    }

    private static synchronized void write(OnServer where, String actual) throws IOException {
        if (Files.exists(shared(where)) && !Files.readString(shared(where)).equals(actual)) {
            String others = Files.readString(shared(where));
            for (OnServer relative : relatives(where)) {
                Files.writeString(own(relative), others);
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
        for (OnServer other : relatives(where)) {
            if (!Files.exists(own(other)) || !Files.readString(own(other)).equals(actual)) {
                return;
            }
        }
        Files.writeString(shared(where), actual);
        for (OnServer relative : relatives(where)) {
            Files.deleteIfExists(own(relative));
        }
    }
}
