package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Belongings.Trigger;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Rebuilding.Deed;
import dev.dbmigrations.dialect.Rebuilding.Signs;
import dev.dbmigrations.dialect.Rebuilding.Unnoticed;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the user's triggers come over to a second table, so that each write of a client fires them once.
 *
 * <pre>
 * before the exchange:  the second table gets them guarded, under names of ours │ on the first they are guarded, too
 * RENAME TABLE:         those of the first fall asleep, those of the second wake
 * in the end:           the first goes with its own │ on the second they are made as they were, under their names
 * </pre>
 *
 * Where triggers of a table that clients write to are replaced, it is done one by one while nobody writes ({@code LOCK
 * TABLES}), since DDL commits by itself. MariaDB replaces one in one statement; on MySQL, which does not, one is missing for
 * whoever comes when that is broken off, until the next runner goes on. On the second table each is made again before the
 * one that stood for it goes.
 */
final class CarriedTriggers {
    private final Names names;
    private final SecondTable table;
    private final boolean isMariaDb;
    private final GuardedTriggers first;
    private final GuardedTriggers second;

    CarriedTriggers(Names names, SecondTable table, MySqlVersion release) {
        this.names = names;
        this.table = table;
        this.isMariaDb = release.isMariaDb();
        this.first = GuardedTriggers.first(names, table);
        this.second = GuardedTriggers.second(names, table);
    }

    private List<Trigger> triggers() {
        return table.belongings().triggers();
    }

    private String theirs() {
        return triggers().stream().map(Trigger::name).collect(Collectors.joining(", "));
    }

    private TableName own(Trigger trigger) {
        return table.name().named(trigger.name());
    }

    /** What it is called on the second table, until the first one's name for it is free. */
    private TableName interim(Trigger trigger) {
        int number = triggers().indexOf(trigger) + 1;
        return table.name().named(names.derived(table.name().name(), "yours_" + number));
    }

    /** Right before the exchange. */
    List<Deed> before() {
        return triggers().isEmpty() ? List.of() : List.of(onSecond(), onFirst());
    }

    private Deed onSecond() {
        List<String> make = new ArrayList<>();
        List<String> drop = new ArrayList<>();
        List<TableName> all = new ArrayList<>();
        for (String event : second.events()) {
            replace(second.guard(event), second.guarding(event, words()), make);
            all.add(second.guard(event));
        }
        for (Trigger trigger : triggers()) {
            replace(interim(trigger), made(trigger, interim(trigger), second), make);
            all.add(interim(trigger));
        }
        all.reversed().forEach(t -> drop.add(drop(t)));
        String there = counted(table.second(names), all, "");
        String undo = locked(table.second(names), drop);
        return new Deed(
                "let " + table.second(names) + " have " + theirs() + ", asleep until it takes the name",
                MySqlRebuilding.everybodyWaits(table.name()),
                List.of(locked(table.second(names), make)),
                List.of(undo),
                Optional.of(new Signs(
                        "SELECT " + there + " = " + all.size(), "SELECT " + there + " > 0", Optional.of(undo))));
    }

    private Deed onFirst() {
        List<String> make = new ArrayList<>();
        List<String> back = new ArrayList<>();
        first.events().forEach(e -> replace(first.guard(e), first.guarding(e, words()), make));
        for (Trigger trigger : triggers()) {
            replace(own(trigger), made(trigger, own(trigger), first), make);
            replace(own(trigger), plain(trigger), back);
        }
        first.events().forEach(e -> back.add(drop(first.guard(e))));
        String guarded = counted(
                table.name(),
                triggers().stream().map(this::own).toList(),
                " AND locate(" + names.literal(first.head()) + ", action_statement) = 1");
        String guards =
                counted(table.name(), first.events().stream().map(first::guard).toList(), "");
        String undo = locked(table.name(), back);
        return new Deed(
                "let " + theirs() + " of " + table.name() + " fall asleep when it gives its name away",
                MySqlRebuilding.everybodyWaits(table.name()),
                List.of(locked(table.name(), make)),
                List.of(undo),
                Optional.of(new Signs(
                        "SELECT " + guarded + " = " + triggers().size() + " AND " + guards + " = "
                                + first.events().size(),
                        "SELECT " + guarded + " + " + guards + " > 0 OR " + untouched() + " < "
                                + triggers().size(),
                        Optional.of(undo))));
    }

    /** When the former table has gone, and their names with it. */
    Optional<Deed> inTheEnd() {
        if (triggers().isEmpty()) {
            return Optional.empty();
        }
        List<String> sql = new ArrayList<>();
        for (Trigger trigger : triggers()) {
            sql.add(drop(own(trigger)));
            sql.add(plain(trigger));
            sql.add(drop(interim(trigger)));
        }
        List<TableName> ours = new ArrayList<>();
        triggers().forEach(t -> ours.add(interim(t)));
        for (String event : second.events()) {
            sql.add(drop(second.guard(event)));
            ours.add(second.guard(event));
        }
        String done = "SELECT " + untouched() + " = " + triggers().size() + " AND " + counted(table.name(), ours, "")
                + " = 0";
        return Optional.of(new Deed(
                "let " + table.name() + " have " + theirs() + " as they were",
                MySqlRebuilding.everybodyWaits(table.name()),
                List.of(locked(table.name(), sql)),
                List.of(),
                Optional.of(new Signs(done, "SELECT false", Optional.empty()))));
    }

    /** Triggers that somebody has made, dropped or replaced since the plan was drawn up. */
    Optional<Unnoticed> unnoticed() {
        if (triggers().isEmpty()) {
            return Optional.empty();
        }
        MySqlDualWrites forward = MySqlExchange.forward(names, table);
        String ours = MySqlDualWrites.EVENTS.stream()
                .map(e -> names.literal(
                        MySqlRebuilding.trigger(names, table.name(), "forth", e).name()))
                .collect(Collectors.joining(", "));
        String others = " FROM information_schema.triggers WHERE "
                + on(forward.from().name()) + " AND trigger_name NOT IN (" + ours + ") AND NOT (" + asPlanned() + ")";
        return Optional.of(new Unnoticed(
                "triggers of " + table.name() + " that are others than when the plan was made",
                "SELECT (SELECT count(*)" + others + ") + " + triggers().size() + " - " + untouched(),
                "SELECT trigger_name" + others + " LIMIT 10"));
    }

    /** How many are on the table as they were. */
    private String untouched() {
        return "(SELECT count(*) FROM information_schema.triggers WHERE " + on(table.name()) + " AND (" + asPlanned()
                + "))";
    }

    private String asPlanned() {
        return triggers().stream()
                .map(t -> "trigger_name = " + names.literal(t.name()) + " AND sha2(action_statement, 256) = sha2("
                        + names.literal(t.body()) + ", 256)")
                .collect(Collectors.joining(" OR "));
    }

    private String counted(TableName on, List<TableName> triggers, String condition) {
        String list = triggers.stream().map(t -> names.literal(t.name())).collect(Collectors.joining(", "));
        return "(SELECT count(*) FROM information_schema.triggers WHERE " + on(on) + " AND trigger_name IN (" + list
                + ")" + condition + ")";
    }

    private String on(TableName name) {
        return "event_object_schema = " + names.literal(name.schema()) + " AND event_object_table = "
                + names.literal(name.name());
    }

    private String words() {
        return isMariaDb ? "OR REPLACE " : "";
    }

    /** MariaDB replaces a trigger in one step; MySQL has none for it. */
    private void replace(TableName name, String create, List<String> sql) {
        if (!isMariaDb) {
            sql.add(drop(name));
        }
        sql.add(create);
    }

    private String drop(TableName trigger) {
        return "DROP TRIGGER IF EXISTS " + names.quote(trigger);
    }

    private String made(Trigger trigger, TableName name, GuardedTriggers guarded) {
        return create(trigger, name, guarded.on(), guarded.body(trigger)) + ";\n" + BorrowedSession.GIVE_BACK;
    }

    /** To the letter. */
    private String plain(Trigger trigger) {
        return create(trigger, own(trigger), table.name(), trigger.body())
                + (isMariaDb ? ";\n" : BorrowedSession.CUT)
                + BorrowedSession.GIVE_BACK;
    }

    private String create(Trigger trigger, TableName name, TableName on, String body) {
        return "SET SESSION " + trigger.settings() + ";\nCREATE " + words() + "DEFINER = " + trigger.definer()
                + " TRIGGER " + names.quote(name) + " " + trigger.moment() + " ON " + names.quote(on)
                + " FOR EACH ROW " + body;
    }

    private String locked(TableName at, List<String> statements) {
        return BorrowedSession.TAKE + ";\nLOCK TABLES " + names.quote(at) + " WRITE;\n" + String.join(";\n", statements)
                + ";\nUNLOCK TABLES;\n" + BorrowedSession.END;
    }
}
