package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * What a statement asks for, whatever its spelling.
 *
 * <p>The family is closed: a new member must be planned, analysed and undone everywhere before the build is green.
 */
public sealed interface Change permits TableChange, Change.RunAsWritten, Change.Unrecognized {

    /**
     * A statement that is understood well enough to be run as written under the lock budget: views, functions,
     * triggers, sequences, types, extensions, comments, grants, plain INSERTs and the like.
     *
     * @param action what it does in the words of SQL, lower case, for example {@code create view}
     * @param object the object it is about, as written
     * @param tables tables it locks or reads, as written
     * @param undo the statement that takes it back, or empty when that needs the catalog or cannot be derived
     */
    record RunAsWritten(String action, String object, List<TableName> tables, List<String> undo) implements Change {
        public RunAsWritten {
            tables = List.copyOf(tables);
            undo = List.copyOf(undo);
        }
    }

    /**
     * A statement nobody here can read. It runs as written under the lock budget and is reported as not analysed.
     *
     * @param because why, for the report
     */
    record Unrecognized(String because) implements Change {}
}
