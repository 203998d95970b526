package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Belongings.Trigger;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Filled;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What keeps tables from being built anew beside themselves, said before anything is done. */
final class RebuildingObstacles {
    private final Names names;
    private final List<SecondTable> tables;
    private final List<String> found = new ArrayList<>();

    RebuildingObstacles(Names names, List<SecondTable> tables) {
        this.names = names;
        this.tables = tables;
    }

    /** In words, each a sentence's second half behind the name of a table. */
    List<String> found() {
        for (SecondTable table : tables) {
            storage(table.before());
            triggers(table);
            key(table);
            table.after().constraints().forEach(c -> cascade(table.after(), c));
            table.after().constraints().forEach(c -> outgoing(table, c));
        }
        MySqlExchange.incoming(tables).forEach(r -> incoming(r.from().toString(), r.constraint()));
        return List.copyOf(found);
    }

    private void storage(Table table) {
        if (!table.storage().engine().equals("innodb")) {
            found.add(table.name() + " is kept by " + table.storage().engine() + ", which has no transactions");
        }
        if (table.storage().versioned()) {
            found.add(table.name() + " keeps the history of its rows, which a second table would not have");
        }
    }

    /** Those that could not be made again, or not on the table as it is to be. */
    private void triggers(SecondTable table) {
        List<String> known =
                table.belongings().triggers().stream().map(Trigger::name).toList();
        table.before().surroundings().triggers().stream()
                .filter(t -> !known.contains(t))
                .forEach(t -> found.add(t + ", a trigger of " + table.name() + ", cannot be read"));
        for (Trigger trigger : table.belongings().triggers()) {
            trigger.obstacles().forEach(o -> found.add(trigger.name() + ", a trigger of " + table.name() + ", " + o));
            table.before().columns().stream()
                    .map(Column::name)
                    .filter(c -> goes(table, c))
                    .filter(c -> names(trigger, c))
                    .forEach(c -> found.add(trigger.name() + ", a trigger of " + table.name() + ", names " + c
                            + ", which goes or gets another name: drop the trigger before, and make it anew behind"));
        }
    }

    /** In whatever mode it is written; a word of a comment counts as well. */
    private static boolean names(Trigger trigger, String column) {
        return Pattern.compile("(?iu)(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])")
                .matcher(trigger.body())
                .find();
    }

    /** Also where another column gets its name. */
    private boolean goes(SecondTable table, String column) {
        return table.after().column(column).isEmpty()
                || table.rows().forth().stream()
                        .filter(f -> f.column().equals(column))
                        .anyMatch(f -> table.before().columns().stream()
                                .anyMatch(c -> !c.name().equals(column)
                                        && f.expression().equals(names.quote(c.name()))));
    }

    /** Texts of two collations are not compared with each other. */
    private void key(SecondTable table) {
        List<String> before = table.rows().key().before();
        List<String> after = table.rows().key().after();
        for (int i = 0; i < before.size(); i++) {
            Column from = table.before().needed(before.get(i));
            Column to = table.after().needed(after.get(i));
            boolean text = TextTypes.isText(from.type()) || TextTypes.isText(to.type());
            boolean converted = table.alterations().stream()
                    .anyMatch(a -> a.toUpperCase(Locale.ROOT).matches("(?s).*\\b(CHARACTER SET|CHARSET|COLLATE)\\b.*"));
            if (text && (converted || !TypeText.normal(from.type()).equals(TypeText.normal(to.type())))) {
                found.add(table.name() + "." + from.name() + " is a text, and rows are found by it");
            }
        }
    }

    /** InnoDB writes such rows behind the back of triggers (MySQL 8.0 manual, 15.1.20.5). */
    private void cascade(Table table, Constraint constraint) {
        String rule = constraint.definition().toUpperCase(Locale.ROOT);
        boolean writes = rule.matches("(?s).*\\bON (UPDATE|DELETE)\\s+(CASCADE|SET NULL|SET DEFAULT)\\b.*");
        if (constraint.isForeignKey() && writes) {
            found.add(constraint.name() + " lets the server write to " + table.name()
                    + " by itself, which fires no triggers");
        }
    }

    private void outgoing(SecondTable table, Constraint constraint) {
        Constraint.Target target = constraint.target();
        if (target == null || !constraint.isForeignKey()) {
            return;
        }
        boolean together = MySqlExchange.among(tables, target.table()).isPresent();
        boolean changes = constraint.columns().stream()
                .anyMatch(c -> table.before().column(c).isPresent() && !isOfOneType(table, c, c));
        if (!together && changes) {
            found.add(constraint.name() + " of " + table.name() + " points at " + target.table()
                    + ", whose key must be of the same type: change both in one migration with strategy=blue-green");
        }
    }

    private void incoming(String child, Constraint constraint) {
        Constraint.Target target = constraint.target();
        Optional<SecondTable> table = target == null ? Optional.empty() : MySqlExchange.among(tables, target.table());
        if (target == null || table.isEmpty()) {
            return;
        }
        for (String column : target.columns()) {
            Optional<String> now = nowCalled(table.get(), column).or(() -> nowCalled(table.get(), "`" + column + "`"));
            if (now.isEmpty() || !isOfOneType(table.get(), column, now.get())) {
                found.add(constraint.name() + " of " + child + " points at "
                        + table.get().name() + "." + column
                        + ", whose type must be the same: change both in one migration with strategy=blue-green");
            }
        }
    }

    private static boolean isOfOneType(SecondTable table, String before, String after) {
        String was = table.before().needed(before).type();
        return table.after()
                .column(after)
                .filter(c -> TypeText.normal(c.type()).equals(TypeText.normal(was))
                        || (TextTypes.isText(c.type()) && TextTypes.isText(was)))
                .isPresent();
    }

    /** The column of the second table that is filled from just that one. */
    static Optional<String> nowCalled(SecondTable table, String quoted) {
        return table.rows().forth().stream()
                .filter(f -> f.expression().equals(quoted))
                .map(Filled::column)
                .findFirst();
    }
}
