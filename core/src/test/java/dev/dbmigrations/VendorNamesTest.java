package dev.dbmigrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Another vendor is another package and nothing else: outside {@code database.<vendor>} no code knows a vendor or a product by
 * name, so none can have an {@code if} about one. Comments may name them, and so may the files listed here, each for its reason.
 */
class VendorNamesTest {
    private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("../cli/src/main/java"));
    private static final Pattern VENDOR =
            Pattern.compile("(?i)postgres|\\bpg_?|pgsql|libpq|mysql|maria|innodb|sqlserver|mssql|oracle(db|database)");
    private static final Pattern OWN_PACKAGE = Pattern.compile("/database/(postgres|mysql|sqlserver)/");

    /** Texts as well, so that what looks like a comment in one is not taken for it. */
    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\n])*\"|'(\\\\.|[^'\\\\\n])+'|(?<comment>/\\*.*?\\*/|//[^\n]*)");

    /** What asks a dialect who it is instead of what it can do. */
    private static final Pattern ASKS_WHO = Pattern.compile(
            "(\\.product\\(\\)|dialect\\(\\)\\.id\\(\\)|vendor\\(?\\)?\\.id\\(\\))\\s*\\.\\s*(equals|startsWith|contains|matches)");

    private static final String WORDS = "tells users about servers in words, and decides nothing by them";
    private static final Map<String, String> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("FalseInstantCopiesTable", WORDS),
            Map.entry("TableCopyBlocksWrites", WORDS),
            Map.entry("EngineChangeLosesTransactions", "names engines that undo, as the author's statement does"),
            Map.entry("InitCommand", WORDS),
            Map.entry("OfflineOption", WORDS),
            Map.entry("Summary", "the default database is told until another one is known"),
            Map.entry("ConnectionAddress", "reads the addresses users write, whose schemes are names of products"),
            Map.entry("ClientDefaults", "reads the files and variables that the servers' own clients read"),
            Map.entry("Credentials", "says for which addresses a user has to be given, before there is a connection"),
            Map.entry("EmbeddedTarget", "says which servers the program can start itself"),
            Map.entry("Key", "lists the words of a setting that says which server to start"),
            Map.entry("Training", "types commands as users do"),
            Map.entry("TargetChoice", "starts the default database when nobody names one"),
            Map.entry("ScratchServer", "starts the server that is nearest to the database's"),
            Map.entry("OwnServer", "starts the server that the settings ask for")));

    @Test
    void nobodyOutsideAVendorsPackageNamesOne() {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        sources()
                .forEach((name, code) -> VENDOR.matcher(code)
                        .results()
                        .forEach(hit -> found.computeIfAbsent(name, n -> new TreeSet<>())
                                .add(lineOf(code, hit.start()))));
        ALLOWED.keySet().forEach(found::remove);
        assertThat(found).isEmpty();
    }

    @Test
    void nobodyOutsideAVendorsPackageDecidesByTheNameOfADialect() {
        Map<String, String> found = new TreeMap<>();
        sources()
                .forEach((name, code) ->
                        ASKS_WHO.matcher(code).results().forEach(hit -> found.put(name, lineOf(code, hit.start()))));
        assertThat(found).isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() {
        Map<String, String> code = sources();
        assertThat(ALLOWED.keySet())
                .allSatisfy(name -> assertThat(
                                VENDOR.matcher(code.getOrDefault(name, "")).find())
                        .as(name)
                        .isTrue());
    }

    /** Without comments, by the name of the class, and without the packages of vendors. */
    private static Map<String, String> sources() {
        Map<String, String> code = new TreeMap<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> !OWN_PACKAGE
                                .matcher(f.toString().replace('\\', '/'))
                                .find())
                        .forEach(f -> code.put(name(f), withoutComments(read(f))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(code).hasSizeGreaterThan(300);
        return code;
    }

    private static String withoutComments(String source) {
        return TEXT_OR_COMMENT
                .matcher(source)
                .replaceAll(hit -> hit.group("comment") == null ? Matcher.quoteReplacement(hit.group()) : "");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lineOf(String code, int position) {
        int begin = code.lastIndexOf('\n', position) + 1;
        int end = code.indexOf('\n', position);
        return code.substring(begin, end < 0 ? code.length() : end).strip();
    }
}
