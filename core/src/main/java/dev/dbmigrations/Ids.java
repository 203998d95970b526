package dev.dbmigrations;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.history.Applied;

/** When two migrations are the same one: by version, or by name where there is none. */
final class Ids {

    private Ids() {}

    /** Equal for two that are the {@link #same}. */
    record Key(Migration.Kind kind, String version) {}

    static Key key(Migration.Id id) {
        return new Key(id.kind(), versionKey(id.version()));
    }

    static Key key(Applied.Id id) {
        return new Key(id.kind(), versionKey(id.version()));
    }

    private static String versionKey(String version) {
        return Version.isWellFormed(version) ? new Version(version).parts().toString() : version;
    }

    static boolean same(Migration.Id a, Migration.Id b) {
        return a.kind() == b.kind() && sameVersion(a.version(), b.version());
    }

    static boolean same(Migration.Id file, Applied.Id applied) {
        return file.kind() == applied.kind() && sameVersion(file.version(), applied.version());
    }

    static boolean sameVersion(String a, String b) {
        boolean numbers = Version.isWellFormed(a) && Version.isWellFormed(b);
        return numbers ? new Version(a).equals(new Version(b)) : a.equals(b);
    }

    static boolean isVersion(Migration.Id id) {
        return id.kind() == Migration.Kind.VERSIONED && Version.isWellFormed(id.version());
    }

    static Version version(Migration.Id id) {
        return new Version(id.version());
    }

    static Migration.Id of(Applied applied, String path) {
        return new Migration.Id(
                applied.id().kind(), applied.id().version(), applied.id().name(), path);
    }
}
