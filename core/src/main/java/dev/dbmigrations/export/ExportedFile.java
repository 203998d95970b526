package dev.dbmigrations.export;

/**
 * A file to be written.
 *
 * @param name without a folder
 * @param text its content
 * @param use what it is for
 */
public record ExportedFile(String name, String text, Use use) {

    /** What a file is for. */
    public enum Use {
        TO_RUN,
        TO_READ
    }
}
