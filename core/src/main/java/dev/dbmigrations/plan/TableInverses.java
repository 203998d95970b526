package dev.dbmigrations.plan;

import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.change.WholeTableChange.ChangePartitions;
import dev.dbmigrations.change.WholeTableChange.ReplacePrimaryKey;
import dev.dbmigrations.change.WholeTableChange.SetTableOption;
import dev.dbmigrations.dialect.Attaching;
import dev.dbmigrations.dialect.FurtherDdl;
import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The inverses of what happens to a table as a whole where the catalog tells enough: its key, its engine, its partitions. */
final class TableInverses {
    private final Situation situation;
    private final Table table;

    private TableInverses(Situation situation, Table table) {
        this.situation = situation;
        this.table = table;
    }

    /** The statements, none of them where nothing is to be taken back; empty where no inverse is known. */
    static Optional<List<String>> of(WholeTableChange change, Situation situation, Table table) {
        TableInverses inverses = new TableInverses(situation, table);
        return switch (change) {
            case ReplacePrimaryKey key -> inverses.ofKey(key);
            case SetTableOption option -> inverses.ofOption(option.option());
            case ChangePartitions partitions -> inverses.ofPartitions(partitions);
            case AlterOtherwise other -> inverses.ofOther(other);
            default -> Optional.empty();
        };
    }

    /** A key makes its columns NOT NULL, and dropping it leaves them so. */
    private Optional<List<String>> ofKey(ReplacePrimaryKey key) {
        Optional<FurtherDdl> words = situation.server().dialect().furtherDdl();
        return words.flatMap(w -> table.primaryKey().map(former -> {
            List<String> inverse = new ArrayList<>();
            inverse.add(w.replacePrimaryKey(table.name(), former.definition()));
            key.columns().stream()
                    .flatMap(c -> table.column(c).stream())
                    .filter(Column::nullable)
                    .forEach(c -> inverse.add(situation.ddl().dropNotNull(table.name(), c)));
            return inverse;
        }));
    }

    private Optional<List<String>> ofOption(WholeTableChange.TableOption option) {
        String engine = table.storage().engine();
        if (!option.name().equals("engine") || engine.isEmpty()) {
            return Optional.empty();
        }
        return engine.equalsIgnoreCase(option.value())
                ? Optional.of(List.of())
                : situation.server().dialect().furtherDdl().map(w -> List.of(w.setEngine(table.name(), engine)));
    }

    /** Rows that are exchanged come back when they are exchanged again. */
    private Optional<List<String>> ofPartitions(ChangePartitions change) {
        return switch (change.operation()) {
            case MAINTAIN, REBUILD -> Optional.of(List.of());
            case EXCHANGE -> Optional.of(List.of(situation.clause().bareSql()));
            case DEFINE ->
                table.kind() == Table.Kind.TABLE
                        ? situation.server().dialect().furtherDdl().map(w -> List.of(w.removePartitions(table.name())))
                        : Optional.empty();
            case REMOVE, ADD, DROP, TRUNCATE, CONVERT, REORGANIZE, COALESCE, DISCARD, IMPORT -> Optional.empty();
        };
    }

    private Optional<List<String>> ofOther(AlterOtherwise change) {
        Optional<Partitions> words = situation.server().dialect().partitions();
        Optional<Table> partition = change.others().stream().findFirst().flatMap(situation.schema()::table);
        if (words.isEmpty() || partition.isEmpty()) {
            return Optional.empty();
        }
        TableName part = partition.get().name();
        if (Attaching.isAskedBy(change)) {
            return Optional.of(List.of(words.get().detach(table.name(), part)));
        }
        return change.action().startsWith("detach partition")
                        && !partition.get().isNew()
                ? situation
                        .server()
                        .oracle()
                        .boundsOf(partition.get())
                        .map(bounds -> List.of(words.get().attach(table.name(), part, bounds.written())))
                : Optional.empty();
    }
}
