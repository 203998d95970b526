package dev.dbmigrations.cli;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of failures, by which people look for help: read from the sources of the whole program. */
class CodesTest {
    private static final Pattern CODE = Pattern.compile("DBM-\\d{4}");
    private static final Pattern GIVEN = Pattern.compile("(?<=\")DBM-\\d{4}(?=\")");
    private static final Path LAUNCHER = Path.of("../db-migrations");

    @Test
    void everyCodeBelongsToOnePlaceAlone() throws IOException {
        Map<String, Set<Path>> owners = owners();
        assertThat(owners).hasSizeGreaterThan(100);
        owners.values().removeIf(files -> files.size() == 1);
        assertThat(owners).as("codes with more than one meaning").isEmpty();
    }

    @Test
    void thePagesSpeakOfCodesThatExist() throws IOException {
        Set<String> known = owners().keySet();
        for (Path page : files(List.of(Path.of("../docs"), Path.of("src/test/resources/transcripts")), "")) {
            assertThat(known).as(page.toString()).containsAll(codes(CODE, page));
        }
    }

    private static Map<String, Set<Path>> owners() throws IOException {
        Map<String, Set<Path>> owners = new TreeMap<>();
        List<Path> sources = List.of(Path.of("../embedded/src/main"), Path.of("../core/src/main"), Path.of("src/main"));
        for (Path file : files(sources, ".java")) {
            codes(GIVEN, file)
                    .forEach(code ->
                            owners.computeIfAbsent(code, c -> new TreeSet<>()).add(file));
        }
        codes(CODE, LAUNCHER)
                .forEach(code ->
                        owners.computeIfAbsent(code, c -> new TreeSet<>()).add(LAUNCHER));
        return owners;
    }

    private static List<Path> files(List<Path> folders, String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .filter(file -> file.toString().endsWith(ending))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static List<String> codes(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
