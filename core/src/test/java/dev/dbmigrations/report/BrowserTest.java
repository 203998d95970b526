package dev.dbmigrations.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of an analysis in a browser; {@code -Dscreenshots=FOLDER} keeps the pictures. */
class BrowserTest {
    private static final Path PAGE = Path.of("src/test/golden/report/analysis.html");

    /** Asks the page itself: how wide it is, what stands out of it, and where each bar of its pictures is. */
    private static final String QUESTIONS = """
            <script>
            addEventListener('load', () => {
              const said = [];
              const page = document.documentElement;
              said.push('page ' + page.scrollWidth + ' of ' + innerWidth);
              const scrolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
              for (const e of document.body.querySelectorAll('*')) {
                const box = e.getBoundingClientRect();
                if (box.right > innerWidth + 1 && !scrolls(e)) said.push('out ' + e.tagName + ' ' + e.textContent.slice(0, 40));
              }
              for (const svg of document.querySelectorAll('svg')) {
                const outer = svg.getBoundingClientRect();
                for (const e of svg.querySelectorAll('rect, text')) {
                  const box = e.getBoundingClientRect();
                  if (e.tagName === 'rect' && e.getAttribute('rx') === '2') said.push('bar ' + e.getAttribute('class') + ' '
                    + (box.width > 0 && box.height > 0 ? 'drawn' : 'missing'));
                  if (box.right > outer.right + 1) said.push('cut ' + e.textContent);
                  for (const o of svg.querySelectorAll('text')) {
                    const other = o.getBoundingClientRect();
                    if (e.tagName === 'text' && o !== e && box.left < other.left && box.right > other.left + 1
                        && Math.abs(box.top - other.top) < box.height / 2) said.push('over ' + e.textContent + ' | ' + o.textContent);
                  }
                }
              }
              const told = document.createElement('pre');
              told.id = 'told';
              told.textContent = said.join('\\n');
              document.body.append(told);
            });
            </script>
            </body>""";

    private static String browser = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void find() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("bash", "src/test/chromium.sh").start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String why = new String(script.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assumeTrue(script.waitFor() == 0, () -> "no page was opened in a browser: " + why);
        browser = said;
    }

    private record Shown(String output, String errors) {}

    private Shown open(Path page, int width, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",4000"));
        command.addAll(List.of(more));
        command.add(page.toAbsolutePath().toUri().toString());
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("the browser came to an end").isTrue();
        return new Shown(Files.readString(output), Files.readString(errors));
    }

    private List<String> asked(int width) throws IOException, InterruptedException {
        Path copy = folder.resolve("asked.html");
        Files.writeString(copy, Files.readString(PAGE).replace("</body>", QUESTIONS));
        Matcher told = Pattern.compile("(?s)<pre id=\"told\">(.*?)</pre>")
                .matcher(open(copy, width, "--dump-dom").output());
        assertThat(told.find()).as("the page was asked").isTrue();
        return told.group(1).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"1280", "800", "500"})
    void nothingIsWiderThanThePageNorCutNorOverAnother(int width) throws IOException, InterruptedException {
        List<String> told = asked(width);
        assertThat(told).contains("page " + width + " of " + width);
        assertThat(told).noneMatch(line -> line.matches("(out|cut|over) .*"));
    }

    @Test
    void theTimelineIsDrawnBarByBar() throws IOException, InterruptedException {
        long bars = Files.readString(PAGE)
                .lines()
                .filter(line -> line.contains("<rect") && line.contains("rx=\"2\""))
                .count();
        List<String> told = asked(1280);
        assertThat(bars).isGreaterThan(5);
        assertThat(told)
                .filteredOn(line -> line.matches("bar (bad|warning|plain|good) drawn"))
                .hasSize((int) bars);
    }

    @Test
    void theBrowserComplainsOfNothingAndShowsIt() throws IOException, InterruptedException {
        String kept = System.getProperty("screenshots");
        Path picture = (kept == null ? folder : Files.createDirectories(Path.of(kept))).resolve("analysis.png");
        Shown shown = open(PAGE, 1280, "--screenshot=" + picture.toAbsolutePath());
        assertThat(shown.errors()).doesNotContain("CONSOLE");
        BufferedImage image = ImageIO.read(picture.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertThat(colours).as("red, blue and green bars").contains(0xC22F2F, 0x4C6F9F, 0x2A7D46);
    }
}
