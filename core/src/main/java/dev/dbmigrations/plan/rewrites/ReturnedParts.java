package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Indexes and constraints that went with a column, made again while the table is used. */
final class ReturnedParts {
    private static final Pattern DEFERRABLE = Pattern.compile("(?i)\\s(DEFERRABLE\\b.*)$");
    private static final Pattern NOT_VALID = Pattern.compile("(?i)\\s+NOT VALID$");
    private static final Undo ITSELF = new Undo.Nothing("it is one itself");
    private final Situation situation;
    private final Table table;
    private final DdlWriter ddl;

    ReturnedParts(Situation situation, Table table) {
        this.situation = situation;
        this.table = table;
        this.ddl = situation.ddl();
    }

    void index(Index index, Sketch back) {
        built(index, back);
        List<String> comment = Optional.ofNullable(index.shape().comment())
                .map(c -> ddl.commentOnIndex(table.name(), index.name(), c))
                .orElse(List.of());
        if (!comment.isEmpty()) {
            back.migrate(situation.pen().brief("describe index " + index.name(), situation.impact(), ITSELF, comment));
        }
    }

    private void built(Index index, Sketch back) {
        String sql = ddl.createIndexOnline(table.name(), index.name(), index);
        back.migrate(OnlineIndex.build(situation, table, index.name(), index.keyColumns(), sql));
    }

    /** Where an index is the constraint, it has been made as one. */
    void constraint(Constraint constraint, Sketch back) {
        switch (constraint.kind()) {
            case UNIQUE -> {
                if (situation.can(Capability.KEY_FROM_INDEX)) {
                    table.index(constraint.name()).ifPresent(i -> built(i, back));
                    back.migrate(added(constraint, adopted(constraint)));
                }
            }
            case FOREIGN_KEY, CHECK -> {
                String definition = NOT_VALID.matcher(constraint.definition()).replaceFirst("");
                back.migrate(
                        added(constraint, ddl.addConstraintUnvalidated(table.name(), constraint.name(), definition)));
                if (constraint.validated()) {
                    back.migrate(situation
                            .pen()
                            .shared(
                                    "validate " + constraint.name() + " of " + table.name(),
                                    situation.impact(),
                                    table,
                                    ddl.validateConstraint(table.name(), constraint.name())));
                }
            }
            case NOT_NULL, PRIMARY_KEY, EXCLUSION -> {
                // comes back with its column, or keeps the column from being taken away
            }
        }
    }

    private String adopted(Constraint constraint) {
        Matcher deferrable = DEFERRABLE.matcher(constraint.definition());
        String clause = deferrable.find() ? " " + deferrable.group(1) : "";
        return ddl.addKeyUsingIndex(table.name(), constraint.name(), DdlWriter.KeyKind.UNIQUE, constraint.name())
                + clause;
    }

    private dev.dbmigrations.plan.Step added(Constraint constraint, String sql) {
        List<String> statements = new ArrayList<>(List.of(sql));
        statements.addAll(described(constraint));
        return situation
                .pen()
                .brief("add " + constraint.name() + " to " + table.name(), situation.impact(), ITSELF, statements);
    }

    private List<String> described(Constraint constraint) {
        return Optional.ofNullable(constraint.comment())
                .map(c -> ddl.commentOnConstraint(table.name(), constraint.name(), c))
                .orElse(List.of());
    }

    /** The constraint as an author would add it. */
    List<String> asWritten(Constraint constraint) {
        boolean isIndex = constraint.kind() == Constraint.Kind.UNIQUE && !situation.can(Capability.KEY_FROM_INDEX);
        if (isIndex || constraint.kind() == Constraint.Kind.NOT_NULL) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add(ddl.addConstraint(table.name(), constraint.name(), constraint.definition()));
        statements.addAll(described(constraint));
        return statements;
    }
}
