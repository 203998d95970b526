package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Locks of constraints added to a table. A foreign key stops writes on both tables; everything else stops reads too. */
record AddedConstraints(Schema schema) {
    private static final Pattern REFERENCE =
            Pattern.compile("(?is)FOREIGN KEY\\s*\\((?<columns>[^)]*)\\)\\s*REFERENCES\\s+"
                    + "(?<table>(?:\"(?:[^\"]|\"\")*\"|[^\\s(\"])+)\\s*(?:\\((?<keys>[^)]*)\\))?(?<actions>.*)");

    Impact of(AddConstraint change) {
        Taken taken = new Taken(schema);
        if (change instanceof AddConstraint.AddForeignKey key) {
            return taken.lockTree(Mode.SHARE_ROW_EXCLUSIVE, key.table())
                    .lock(Mode.SHARE_ROW_EXCLUSIVE, key.target().table())
                    .doing(isThereBelow(key) ? Work.METADATA : unlessDeferred(key.validation()));
        }
        taken.lockTree(Mode.ACCESS_EXCLUSIVE, change.table());
        return switch (change) {
            case AddConstraint.AddForeignKey key -> throw new IllegalStateException("handled above");
            case AddConstraint.AddCheck check -> taken.doing(unlessDeferred(check.validation()));
            case AddConstraint.AddNotNull notNull ->
                taken.doing(proved(notNull) ? Work.METADATA : unlessDeferred(notNull.validation()));
            case AddConstraint.AddExclusion exclusion -> taken.doing(Work.INDEX_BUILD);
            case AddConstraint.AddUnique unique ->
                unique.usingIndex() == null
                        ? taken.doing(Work.INDEX_BUILD)
                        : lockIndex(taken, unique.table(), unique.usingIndex()).doing(Work.METADATA);
            case AddConstraint.AddPrimaryKey key ->
                key.usingIndex() == null
                        ? taken.doing(Work.INDEX_BUILD)
                        : lockIndex(taken, key.table(), key.usingIndex()).doing(workOfAdopting(key, key.usingIndex()));
        };
    }

    /** Whether each partition has that key already, proved: then it is taken over as it is. */
    private boolean isThereBelow(AddConstraint.AddForeignKey key) {
        return schema.table(key.table()).stream()
                .flatMap(table -> table.surroundings().dependents().stream())
                .filter(Dependent::isKeyOfEveryPartition)
                .map(below -> REFERENCE.matcher(below.name()))
                .anyMatch(below -> below.matches()
                        && RelationText.parseList(below.group("columns"))
                                .equals(key.columns().stream()
                                        .map(TableName::unqualified)
                                        .toList())
                        && schema.resolve(RelationText.parse(below.group("table")))
                                .equals(schema.resolve(key.target().table()))
                        && actions(key.definition()).equals(actions(below.group())));
    }

    /** What stands behind the columns, in one spelling. */
    private static String actions(String definition) {
        Matcher reference = REFERENCE.matcher(definition.strip());
        return reference.matches()
                ? reference.group("actions").strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT)
                : definition;
    }

    private static Work unlessDeferred(Validation validation) {
        return validation == Validation.AT_ONCE ? Work.SCAN : Work.METADATA;
    }

    private boolean proved(AddConstraint.AddNotNull change) {
        return schema.table(change.table())
                .map(t -> ColumnChanges.holdsNoNull(t, change.column()))
                .orElse(false);
    }

    private Taken lockIndex(Taken taken, TableName table, String index) {
        TableName qualified = schema.resolve(table);
        return schema.table(table).map(t -> t.isNew()).orElse(false)
                ? taken
                : taken.lock(Mode.SHARE_UPDATE_EXCLUSIVE, qualified.named(index));
    }

    /** A key column that may be NULL is read through first. */
    private Work workOfAdopting(AddConstraint.AddPrimaryKey key, @Nullable String index) {
        return schema.table(key.table())
                .map(table -> {
                    List<String> columns = index == null
                            ? key.columns()
                            : table.index(index).map(Index::keyColumns).orElse(key.columns());
                    boolean safe = columns.stream().allMatch(c -> ColumnChanges.holdsNoNull(table, c));
                    return safe ? Work.METADATA : Work.SCAN;
                })
                .orElse(Work.SCAN);
    }
}
