package dev.dbmigrations.cli.command;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.cli.config.EmbeddedTarget;
import dev.dbmigrations.embedded.EmbeddedException;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.project.starter.NewMigration;
import dev.dbmigrations.project.starter.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be said of a new migration when it is planned on the database for the first time. */
record FirstPlan(Call call, Site site, NewMigration migration) {

    /** Tells it, and writes the plan where it is wanted; gives the plan's file. Whatever stands in the way is only noted. */
    Optional<Path> told(boolean write) {
        String label = "V" + migration.version().text();
        if (migration.starter().kind() == Starter.Kind.SKELETON) {
            call.display()
                    .say("next     write what you mean into it, then: db-migrations "
                            + (write ? "plan --write " + label : "up"));
            return Optional.empty();
        }
        if (!write && isOnlyStartedForThis()) {
            return Optional.empty();
        }
        try {
            return planned(write);
        } catch (MigrationException | EmbeddedException e) {
            String reason = e instanceof MigrationException told ? told.what() : String.valueOf(e.getMessage());
            call.display().say("note: not planned yet: " + reason + "\nnext     db-migrations plan --write " + label);
            return Optional.empty();
        }
    }

    /** Nobody waits for a server to be installed who only wants a file. */
    private boolean isOnlyStartedForThis() {
        return site.settings().target() instanceof EmbeddedTarget embedded && !Files.isDirectory(embedded.folder());
    }

    private Optional<Path> planned(boolean write) {
        Migrator migrator = site.connect();
        List<Plan> plans = plans(migrator);
        call.summary().migrations(0, migrator.overview().pending().size());
        Optional<Plan> own = plans.stream()
                .filter(plan -> plan.migration().path().endsWith(migration.fileName()))
                .findFirst();
        own.ifPresent(this::tell);
        return own.filter(plan -> write).map(this::written);
    }

    /** On what the others that are pending leave behind; on the database as it is when one of those cannot be planned. */
    private List<Plan> plans(Migrator migrator) {
        try {
            return migrator.plan(migrator.pending(Until.THE_END));
        } catch (MigrationException e) {
            return migrator.plan(migrator.read(List.of("V" + migration.version().text())));
        }
    }

    private void tell(Plan plan) {
        call.summary().used(plan.strategy());
        call.display().say("strategy " + plan.strategy().word());
        plan.outcome().destroys().forEach(lost -> call.display().say("destroys " + lost));
        switch (plan.outcome().wayBack()) {
            case WayBack.Derived derived -> {
                derived.statements().forEach(sql -> call.display().say("undo     " + sql + ";"));
                derived.loses().forEach(lost -> call.display().say("         which loses " + lost));
            }
            case WayBack.Written written -> {}
            case WayBack.None none ->
                none.because().forEach(why -> call.display().say("undo     none: " + why));
        }
        plan.outcome().notes().forEach(note -> call.display().say("note: " + note));
    }

    private Path written(Plan plan) {
        Path file = site.writeReviewed(plan);
        call.display().say("written  " + site.shown(file));
        return file;
    }
}
