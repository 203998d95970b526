package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.DdlWriter.Renaming;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Rebuilding.Deed;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Second tables take the names of the first ones in one {@code RENAME TABLE}, which is atomic, and there is nothing to be
 * caught up with: both are equal at every instant, before by the triggers of the first, afterwards by those of the second,
 * which are there before and wake with the names. The way back is the same statement the other way round.
 */
final class MySqlExchange {
    /** What SIGNAL says is cut there (MySQL 8.0 manual, 15.6.7.5). */
    private static final int LONGEST_MESSAGE = 128;

    private final MySqlNames names;
    private final MySqlDdlWriter ddl;
    private final List<SecondTable> tables;

    MySqlExchange(MySqlNames names, MySqlDdlWriter ddl, List<SecondTable> tables) {
        this.names = names;
        this.ddl = ddl;
        this.tables = tables;
    }

    /** Writes of clients to the table under its name, made to the second one as well. */
    static MySqlDualWrites forward(Names names, SecondTable table) {
        SecondTable.Key key = table.rows().key();
        return new MySqlDualWrites(
                names,
                table.before(),
                table.after().named(table.second(names)),
                new MySqlDualWrites.Link(
                        table.rows().forth(),
                        key.before(),
                        key.after(),
                        new MySqlDualWrites.Called(table.name(), "forth"),
                        Optional.empty(),
                        PartitionPair.of(names, table)
                                .map(p -> new MySqlNotes(new MySqlRows(names, false, table))::note)));
    }

    /** Writes of clients to the new table, made to the former one as well; made while it has not got its name yet. */
    static MySqlDualWrites backward(Names names, SecondTable table) {
        SecondTable.Key key = table.rows().key();
        return new MySqlDualWrites(
                names,
                table.after().named(table.second(names)),
                table.before().named(table.former(names)),
                new MySqlDualWrites.Link(
                        table.rows().back(),
                        key.after(),
                        key.before(),
                        new MySqlDualWrites.Called(table.name(), "back"),
                        Optional.of(table.lost(names)),
                        Optional.empty()));
    }

    /**
     * @param first what goes before all
     * @param last what goes right before the names are exchanged
     */
    List<Deed> deeds(List<Deed> first, List<Deed> last) {
        ExchangedKeys keys = new ExchangedKeys(names, ddl, tables);
        List<Deed> deeds = new ArrayList<>(first);
        tables.forEach(t -> backwards(t, deeds));
        deeds.addAll(keys.before());
        deeds.addAll(last);
        deeds.add(renaming());
        deeds.addAll(keys.afterwards());
        return deeds;
    }

    private void backwards(SecondTable table, List<Deed> deeds) {
        String lost = names.quote(table.lost(names));
        String guard = names.quote(MySqlRebuilding.trigger(names, table.name(), "lost", "UPDATE"));
        deeds.add(new Deed(
                "make " + table.lost(names) + " for rows that the former shape cannot hold",
                Impact.NONE,
                List.of("CREATE TABLE " + lost
                        + " (at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), operation varchar(10),"
                        + " row_key longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, reason text)"
                        + " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4"),
                List.of("DROP TABLE IF EXISTS " + lost)));
        deeds.add(new Deed(
                "let the way back refuse to lose them",
                Impact.NONE,
                List.of("CREATE TRIGGER " + guard + " BEFORE UPDATE ON " + lost
                        + " FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = "
                        + names.literal(refusal(table))),
                List.of()));
        MySqlDualWrites backward = backward(names, table);
        for (String event : MySqlDualWrites.EVENTS) {
            deeds.add(new Deed(
                    "prepare to keep the former " + table.name() + " in step on each "
                            + event.toLowerCase(java.util.Locale.ROOT),
                    MySqlRebuilding.everybodyWaits(table.name()),
                    List.of(backward.create(event, "")),
                    List.of("DROP TRIGGER IF EXISTS " + backward.name(event))));
        }
    }

    private String refusal(SecondTable table) {
        String text = "its former shape cannot hold rows written since: see "
                + table.lost(names).name() + "; mend them and delete their notes, or keep the new shape";
        return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
    }

    private Deed renaming() {
        List<Renaming> forth = new ArrayList<>();
        List<Renaming> back = new ArrayList<>();
        for (SecondTable table : tables) {
            forth.add(new Renaming(table.name(), table.former(names)));
            forth.add(new Renaming(table.second(names), table.name()));
            back.add(new Renaming(table.name(), table.second(names)));
            back.add(new Renaming(table.former(names), table.name()));
        }
        List<String> undo = new ArrayList<>();
        tables.forEach(t -> refuseLoss(t, undo));
        undo.add(ddl.renameTables(back));
        List<Lock> locks = tables.stream()
                .flatMap(t -> MySqlRebuilding.everybodyWaits(t.name()).locks().stream())
                .toList();
        String all = tables.stream().map(t -> t.name().toString()).collect(Collectors.joining(", "));
        return new Deed(
                "let the new table take the name " + all + ", and keep the former one in step",
                new Impact(locks, Impact.Work.METADATA),
                List.of(ddl.renameTables(forth)),
                undo);
    }

    /** A note of a lost row cannot be updated: the statement fails, with what to do about it. */
    private void refuseLoss(SecondTable table, List<String> undo) {
        String lost = names.quote(table.lost(names));
        Leftovers leftovers = new Leftovers(names, table);
        if (leftovers.canBeFound()) {
            undo.add("INSERT INTO " + lost + " (operation, row_key, reason) SELECT 'TRUNCATE', "
                    + Leftovers.shown(names, table.rows().key().before()) + ", 'no trigger sees a TRUNCATE' "
                    + leftovers.inFormer() + " LIMIT 1");
        }
        PartitionPair.of(names, table)
                .ifPresent(p -> undo.add("INSERT INTO " + lost + " (operation, row_key, reason) SELECT 'PARTITION', '',"
                        + " 'no trigger sees what becomes of partitions' FROM (SELECT 1) AS one WHERE "
                        + p.differFromFormer()));
        undo.add("UPDATE " + lost + " SET operation = operation");
    }

    /** The table of that name among ours. */
    static Optional<SecondTable> among(List<SecondTable> tables, TableName name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** Foreign keys of other tables that point at one of ours. */
    static List<Table.Reference> incoming(List<SecondTable> tables) {
        return tables.stream()
                .flatMap(t -> t.before().surroundings().referencing().stream())
                .filter(r -> among(tables, r.from()).isEmpty())
                .distinct()
                .toList();
    }
}
