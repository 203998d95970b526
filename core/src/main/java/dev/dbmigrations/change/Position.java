package dev.dbmigrations.change;

/**
 * A place in a migration file.
 *
 * @param file the path as the user would type it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    /** {@code file:line}, as error messages cite a statement. */
    public String atLine() {
        return file + ":" + line;
    }
}
