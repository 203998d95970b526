package dev.dbmigrations.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingMovesWhereThereIsNoTerminal() {
        LiveLine line = new LiveLine(stream, Screen.NONE);
        line.draw("12 %");
        line.print("one");
        line.clear();
        assertThat(printed()).isEqualTo("one\n");
    }

    @Test
    void linesThatStayAppearAboveTheOneThatMoves() {
        LiveLine line = new LiveLine(stream, Screen.terminal(80));
        line.draw("12 %");
        line.print("one");
        line.clear();
        assertThat(printed()).isEqualTo("\r\u001b[K12 %\r\u001b[Kone\n12 %\r\u001b[K");
    }

    @Test
    void aLineNeverWrapsAndColoursTakeNoRoom() {
        LiveLine line = new LiveLine(stream, Screen.terminal(41));
        line.draw(Colours.ON.good("0123456789".repeat(3)) + "0123456789abc");
        assertThat(printed()).isEqualTo("\r\u001b[K\u001b[32m" + "0123456789".repeat(3) + "\u001b[0m0123456789");
    }
}
