package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Schema;
import java.util.Optional;

/** How the catalog shows that a statement has taken effect, where no transaction ties it to the journal. Pure. */
@FunctionalInterface
public interface Evidence {

    /** Where a transaction tells. */
    Evidence NONE = (sql, before) -> Optional.empty();

    /**
     * A query giving one boolean: whether the statement has taken effect; empty when the catalog does not tell.
     *
     * @param sql one statement
     * @param before the tables it touches as they are before
     */
    Optional<String> of(String sql, Schema before);
}
