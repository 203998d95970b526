package dev.dbmigrations.project;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.parse.Comment;
import java.util.List;

/**
 * A script cut into statements.
 *
 * @param statements in order
 * @param comments in order
 */
record ScriptText(List<Sql> statements, List<Comment> comments) {

    /**
     * One statement.
     *
     * @param statement without terminator
     * @param rows the lines that follow a COPY that reads them, without the line that ends them; empty for all others
     * @param position where it begins
     */
    record Sql(String statement, String rows, Position position) {}

    ScriptText {
        statements = List.copyOf(statements);
        comments = List.copyOf(comments);
    }
}
