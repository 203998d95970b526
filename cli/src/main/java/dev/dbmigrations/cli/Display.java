package dev.dbmigrations.cli;

import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.GlobalOptions.Format;
import dev.dbmigrations.cli.Surroundings.Streams;
import dev.dbmigrations.cli.terminal.Colours;
import dev.dbmigrations.cli.terminal.Screen;
import java.io.PrintStream;

/**
 * Where a command says what it does: standard output for people, standard error when the report is a document.
 *
 * @param stream where it is written
 * @param screen what the stream is
 * @param colours whether it shows colours
 * @param detail how much is told
 */
public record Display(PrintStream stream, Screen screen, Colours colours, Detail detail) {

    static Display of(GlobalOptions.Output output, Surroundings surroundings) {
        Streams streams = surroundings.streams();
        boolean text = output.format() == Format.TEXT;
        Screen screen = text ? streams.outScreen() : streams.errScreen();
        Colours colours = Colours.of(output.colour(), screen, surroundings.environment());
        return new Display(text ? streams.out() : streams.err(), screen, colours, output.detail());
    }

    /** A line, or several. */
    public void say(String text) {
        if (detail != Detail.QUIET) {
            stream.println(text);
        }
    }

    /** What only those who ask for more are told. */
    public void sayMore(String text) {
        if (detail == Detail.VERBOSE) {
            stream.println(text);
        }
    }

    /** What is told however little is asked for. */
    void mustSay(String text) {
        stream.print(text);
    }
}
