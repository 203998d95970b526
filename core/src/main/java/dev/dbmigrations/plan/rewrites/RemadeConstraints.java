package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** Constraints that are dropped and added again: their definition says nothing of what people wrote about them. */
final class RemadeConstraints {
    private RemadeConstraints() {}

    static List<String> comment(DdlWriter ddl, TableName table, Constraint constraint) {
        String comment = constraint.comment();
        return comment == null ? List.of() : ddl.commentOnConstraint(table, constraint.name(), comment);
    }
}
