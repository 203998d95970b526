package dev.dbmigrations.dialect;

/**
 * The version of a live server.
 *
 * @param product what users call it, for example {@code postgresql}
 * @param major for example 17
 * @param minor for example 6
 * @param text as the server prints it
 */
public record ServerVersion(String product, int major, int minor, String text) {

    public boolean isAtLeast(int wantedMajor) {
        return major >= wantedMajor;
    }

    @Override
    public String toString() {
        return product + " " + major + "." + minor;
    }
}
