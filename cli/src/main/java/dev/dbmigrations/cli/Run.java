package dev.dbmigrations.cli;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.terminal.Screen;
import dev.dbmigrations.execute.RunListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A call of the library that changes the database, with what it does shown while it does it. */
public final class Run {
    private final Call call;
    private final Migrator migrator;

    private Run(Call call, Migrator migrator) {
        this.call = call;
        this.migrator = migrator;
    }

    public static Run on(Call call, Migrator migrator) {
        return new Run(call, migrator);
    }

    /** Makes the call. If it fails, the summary says how far it came. */
    public Outcome tell(Function<RunListener, Outcome> work) {
        call.surroundings().interruption().onRequest(migrator::interrupt);
        try (RunProgress progress = new RunProgress(shown(), System::nanoTime);
                Ticker ticker = new Ticker(progress::tick)) {
            ticker.start();
            try {
                return work.apply(progress);
            } catch (MigrationException failure) {
                call.summary().used(progress.strategy());
                call.summary().migrations(progress.applied(), pending());
                throw failure;
            }
        }
    }

    private Display shown() {
        Display display = call.display();
        if (display.detail() != Detail.QUIET) {
            return display;
        }
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Display(nowhere, Screen.NONE, display.colours(), display.detail());
    }

    /** The failure matters, not that nobody can say any more what is pending. */
    private int pending() {
        try {
            return migrator.overview().pending().size();
        } catch (MigrationException e) {
            return 0;
        }
    }
}
