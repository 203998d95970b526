package dev.dbmigrations.analyze;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.schema.Schema;
import java.util.List;

/**
 * A whole migration under examination, after each of its changes has been judged.
 *
 * @param migration the file
 * @param subjects its changes in order
 * @param after the tables when all is done
 * @param found what the rules found so far
 */
public record Review(Migration migration, List<Subject> subjects, Schema after, List<Finding> found) {
    public Review {
        subjects = List.copyOf(subjects);
        found = List.copyOf(found);
    }
}
