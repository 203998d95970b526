package dev.dbmigrations.export;

import java.util.ArrayList;
import java.util.List;

/** A script for each migration that one can take back, and the page that says how to use them. */
public final class RollbackScripts {
    public static final String MANUAL = "MANUAL.md";
    private static final String DOWN = "db-migrations down";

    private RollbackScripts() {}

    /**
     * @param ways in the order in which they would be taken, the last migration first
     */
    public static List<ExportedFile> of(List<WayDown> ways, Surroundings around) {
        List<WayDown> settled = ways.stream().map(way -> settled(way, around)).toList();
        List<ExportedFile> files = new ArrayList<>();
        for (WayDown way : settled) {
            if (way instanceof WayDown.Planned planned) {
                files.add(new ExportedFile(
                        RollbackScript.name(way), RollbackScript.of(planned, around), ExportedFile.Use.TO_RUN));
            }
        }
        files.add(new ExportedFile(MANUAL, Manual.of(settled, around), ExportedFile.Use.TO_READ));
        return files;
    }

    private static WayDown settled(WayDown way, Surroundings around) {
        return switch (way) {
            case WayDown.Unscripted unscripted -> unscripted;
            case WayDown.Planned planned -> {
                List<String> obstacles = Obstacles.of(
                        planned.plan(),
                        around.dialect().clientScript(),
                        around.home().schema());
                yield obstacles.isEmpty() ? planned : new WayDown.Unscripted(planned.migration(), obstacles, DOWN);
            }
        };
    }
}
