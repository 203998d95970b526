package dev.dbmigrations.cli;

import dev.dbmigrations.Options;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.Batches;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.cli.config.Configuration;
import dev.dbmigrations.cli.config.Settings;
import dev.dbmigrations.cli.config.Settings.Order;
import dev.dbmigrations.cli.config.Sources;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.PlanningOptions.Clients;
import dev.dbmigrations.plan.PlanningOptions.Keeping;
import dev.dbmigrations.schema.Size;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** From what was typed and set to what the library is told. */
public final class Configuring {
    private Configuring() {}

    /** Everything that is set for the call's environment. */
    public static Configuration read(Call call) {
        return read(call, Map.of());
    }

    /**
     * Everything that is set, with what this command was told.
     *
     * @param typed by key, as it would stand in a variable
     */
    static Configuration read(Call call, Map<String, String> typed) {
        return Configuration.read(sources(call, typed));
    }

    /** What is set about files, for commands that need no database. */
    public static Configuration.AboutFiles readAboutFiles(Call call) {
        return Configuration.readAboutFiles(sources(call, Map.of()));
    }

    private static Sources sources(Call call, Map<String, String> typed) {
        GlobalOptions options = call.options();
        Map<String, String> variables = call.surroundings().environment();
        return new Sources(
                new Sources.Search(options.directory(), options.choice().config()),
                variables,
                new Sources.Options(
                        options.choice().environment(), typed, options.choice().password()),
                Path.of(variables.getOrDefault("HOME", System.getProperty("user.home"))),
                call.surroundings().streams().in());
    }

    static Options options(Settings settings, Login login, Accepted accepted, OutOfOrder late) {
        Settings.Running running = settings.running();
        Settings.Moving moving = settings.moving();
        boolean open = running.gates() == Settings.Gates.OPEN;
        Size small = PlanningOptions.DEFAULT.small();
        OutOfOrder order = running.order() == Order.OUT_OF_ORDER && late == OutOfOrder.REFUSE ? OutOfOrder.APPLY : late;
        return new Options(
                login,
                new Options.Files(
                        settings.project().migrations(), settings.project().root(), order),
                new PlanningOptions(
                        new Size(moving.smallTableRows(), small.bytes(), small.indexBytes()),
                        open ? Clients.NONE : Clients.MAY_BE_CONNECTED,
                        running.locks().timeout(),
                        Optional.empty(),
                        moving.limits().disk().free().orElse(Choice.RESERVE),
                        running.wayBack().keepSnapshots().isZero() ? Keeping.GONE : Keeping.KEPT,
                        moving.pace()),
                new Options.Running(
                        open ? Gates.OPEN : Gates.CLOSED,
                        running.locks().retries(),
                        new Batches(moving.pace(), moving.workers(), moving.batchTime(), moving.limits()),
                        accepted,
                        Optional.of(running.wayBack().revertWindow()),
                        running.locks().blockers(),
                        running.wayBack().keepSnapshots()));
    }
}
