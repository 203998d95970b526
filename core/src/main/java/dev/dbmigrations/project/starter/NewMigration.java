package dev.dbmigrations.project.starter;

import dev.dbmigrations.change.Version;
import dev.dbmigrations.project.FileName;
import dev.dbmigrations.project.FileName.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A migration that is about to be written.
 *
 * @param version the moment of its creation, in UTC
 * @param starter what it begins with
 */
public record NewMigration(Version version, Starter starter) {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    /** The next free version from now on, a second later for each that is taken. */
    public static NewMigration of(Starter starter, Clock clock, Collection<Version> taken) {
        LocalDateTime moment = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
        Version version = new Version(TIMESTAMP.format(moment));
        while (taken.contains(version)) {
            moment = moment.plusSeconds(1);
            version = new Version(TIMESTAMP.format(moment));
        }
        return new NewMigration(version, starter);
    }

    public String fileName() {
        return name(Role.VERSIONED);
    }

    public String undoFileName() {
        return name(Role.UNDO);
    }

    private String name(Role role) {
        return new FileName(role, version.text(), starter.name()).toText();
    }

    /** Texts by file name. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(fileName(), starter.up());
        starter.undo().ifPresent(undo -> texts.put(undoFileName(), undo));
        return texts;
    }

    /**
     * Writes the files into a folder, all or none, and overwrites nothing.
     *
     * @throws dev.dbmigrations.MigrationException if one is there already
     * @throws UncheckedIOException if one cannot be written
     */
    public void writeTo(Path folder) {
        texts().keySet().stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .ifPresent(file -> {
                    throw StarterProblems.fileExists(file.toString());
                });
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> text : texts().entrySet()) {
                Files.writeString(folder.resolve(text.getKey()), text.getValue(), StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            throw StarterProblems.fileExists(String.valueOf(e.getFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
