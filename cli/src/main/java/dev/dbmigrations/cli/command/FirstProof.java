package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Proofs;
import dev.dbmigrations.Proofs.Proof;
import dev.dbmigrations.Scratch;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.project.starter.NewMigration;
import dev.dbmigrations.project.starter.Starter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The trial of a new migration on a scratch server that stands ready. */
record FirstProof(Call call, Migrator migrator, Scratch scratch) {

    /**
     * Before anything is written.
     *
     * @throws dev.dbmigrations.MigrationException if there is no way to the database, or no scratch server like it
     */
    static FirstProof prepared(Call call, Site site) {
        Migrator migrator = site.connect();
        return new FirstProof(call, migrator, site.scratch(migrator));
    }

    /** Tells what came of it; empty where there is nothing to run yet. */
    Optional<Proof> of(NewMigration migration) {
        if (migration.starter().kind() == Starter.Kind.SKELETON) {
            call.display().say("note: nothing to prove yet; when it is written: db-migrations validate --prove");
            return Optional.empty();
        }
        call.surroundings().interruption().onRequest(migrator::interrupt);
        Proofs proofs =
                migrator.prove(migrator.read(List.of("V" + migration.version().text())), scratch);
        proofs.notes().forEach(note -> call.display().sayMore("on       " + note));
        proofs.warnings().forEach(warning -> call.display().say(warning.toText().stripTrailing()));
        proofs.unknown().forEach(what -> call.display().say("unknown  not proved: " + what));
        Optional<Proof> proof = proofs.tried().stream().findFirst();
        proof.filter(Proof::holds)
                .ifPresent(p -> call.display().say("proved   run and taken back on " + proofs.server()));
        return proof;
    }

    /** The way back that was found, beside the migration; gives its file, or nothing where none was looked for. */
    static Optional<Path> writeUndo(Call call, Path folder, NewMigration migration, Proof proof) {
        if (proof.derived().isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(migration.undoFileName());
        try {
            Files.writeString(file, Proofs.text(proof.derived()), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proof.derived().forEach(sql -> call.display().say("undo     " + sql + ";"));
        return Optional.of(file);
    }
}
