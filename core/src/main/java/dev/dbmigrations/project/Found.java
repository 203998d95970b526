package dev.dbmigrations.project;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Migration.Kind;
import dev.dbmigrations.change.Version;
import java.util.Optional;

/** A file whose name and marks have been understood, before it is put together with others. */
record Found(FileName name, Format format, BothWays ways) {

    SourceFile file() {
        return ways.up().file();
    }

    Version version() {
        return new Version(name.version());
    }

    Found called(String version) {
        return new Found(new FileName(name.role(), version, name.description()), format, ways);
    }

    MigrationFile alone() {
        return with(ways.undo());
    }

    MigrationFile with(Optional<Script> undo) {
        boolean repeatable = name.role() == FileName.Role.REPEATABLE;
        Kind kind = repeatable ? Kind.REPEATABLE : Kind.VERSIONED;
        String version = name.version().isEmpty() ? name.description() : name.version();
        Migration.Id id = new Migration.Id(kind, version, name.description(), file().shown());
        return new MigrationFile(id, format, ways.up(), undo, ways.transaction());
    }
}
