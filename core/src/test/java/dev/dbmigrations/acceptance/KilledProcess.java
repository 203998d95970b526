package dev.dbmigrations.acceptance;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;

/** A process that migrates up or down until it is done or killed. */
final class KilledProcess {

    private KilledProcess() {}

    public static void main(String[] arguments) {
        Project project = new Project(arguments[0], Path.of(arguments[1]), Options.Gates.OPEN);
        try (Migrator migrator = project.migrator()) {
            System.out.println("working");
            if (arguments[2].equals("up")) {
                migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
            } else {
                migrator.down(Migrator.Back.ONE, RunListener.SILENT);
            }
        }
    }
}
