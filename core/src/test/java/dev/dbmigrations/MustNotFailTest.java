package dev.dbmigrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule on the must-not-fail list is held by a test, or docs/decisions/0015-must-not-fail.md says why not. */
class MustNotFailTest {
    private static final int RULES = 80;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAME = Pattern.compile("void (mustNotFail(\\d+)(?:And(\\d+))?_\\w+)\\(");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| (\\d+) \\| (.+) \\|$");
    private static final Pattern TEST = Pattern.compile("^(\\w+Test)\\b.*");

    private final Map<Integer, List<String>> tests = new TreeMap<>();
    private final Map<Integer, String> page = new TreeMap<>();
    private final SortedSet<String> classes = new TreeSet<>();

    MustNotFailTest() throws IOException {
        for (String module : List.of("core", "cli", "embedded")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    read(file);
                }
            }
        }
        Matcher line = LINE.matcher(Files.readString(ROOT.resolve("docs/decisions/0015-must-not-fail.md")));
        while (line.find()) {
            page.put(Integer.valueOf(line.group(1)), line.group(2));
        }
    }

    private void read(Path file) throws IOException {
        classes.add(file.getFileName().toString().replace(".java", ""));
        Matcher name = NAME.matcher(Files.readString(file));
        while (name.find()) {
            held(name.group(2), name.group(1));
            if (name.group(3) != null) {
                held(name.group(3), name.group(1));
            }
        }
    }

    private void held(String rule, String test) {
        tests.merge(
                Integer.valueOf(rule),
                List.of(test),
                (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }

    @Test
    void everyRuleIsHeldByATestOrThePageSaysWhyNot() {
        StringBuilder report = new StringBuilder("must-not-fail: " + tests.size() + " of " + RULES + " held by name\n");
        IntStream.rangeClosed(1, RULES)
                .forEach(rule -> report.append("%3d  %s%n"
                        .formatted(
                                rule,
                                tests.containsKey(rule)
                                        ? String.join(", ", tests.getOrDefault(rule, List.of()))
                                        : "page: " + page.getOrDefault(rule, "NOTHING"))));
        System.out.println(report);
        assertThat(IntStream.rangeClosed(1, RULES).filter(rule -> !tests.containsKey(rule) && !page.containsKey(rule)))
                .isEmpty();
    }

    @Test
    void testsThatThePageNamesAreThere() {
        List<String> missing = page.values().stream()
                .map(TEST::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .filter(name -> !classes.contains(name))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void noTestNamesARuleThatIsNotOnTheList() {
        assertThat(tests.keySet()).allMatch(rule -> rule >= 1 && rule <= RULES);
    }
}
