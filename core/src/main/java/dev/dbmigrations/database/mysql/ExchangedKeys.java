package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Rebuilding.Deed;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Foreign keys at both ends of tables that exchange their names. They are added without a look at the rows, which is right
 * because the two tables of a pair are equal at every instant; and those of other tables point at the second one before the
 * exchange, because a foreign key follows the table it points at, not the name. A name is taken in its schema once, so each
 * has another until the former one is gone.
 */
final class ExchangedKeys {
    private final MySqlNames names;
    private final MySqlDdlWriter ddl;
    private final List<SecondTable> tables;

    ExchangedKeys(MySqlNames names, MySqlDdlWriter ddl, List<SecondTable> tables) {
        this.names = names;
        this.ddl = ddl;
        this.tables = tables;
    }

    /** One of a table of ours, or of another that points at one. */
    private record Key(TableName of, Constraint constraint) {}

    private List<Key> outgoing(Shape shape) {
        List<Key> keys = new ArrayList<>();
        for (SecondTable table : tables) {
            Table its = shape == Shape.AFTER ? table.after() : table.before();
            its.constraints().stream()
                    .filter(Constraint::isForeignKey)
                    .forEach(c -> keys.add(new Key(table.name(), c)));
        }
        return keys;
    }

    private List<Key> incoming() {
        return MySqlExchange.incoming(tables).stream()
                .map(r -> new Key(r.from(), r.constraint()))
                .toList();
    }

    private enum Shape {
        BEFORE,
        AFTER
    }

    /** What a table of ours is called at the moment. */
    private TableName called(TableName name, UnaryOperator<TableName> now) {
        return MySqlExchange.among(tables, name).isPresent() ? now.apply(name) : name;
    }

    private TableName second(TableName name) {
        return MySqlExchange.among(tables, name).map(t -> t.second(names)).orElse(name);
    }

    private TableName former(TableName name) {
        return MySqlExchange.among(tables, name).map(t -> t.former(names)).orElse(name);
    }

    private static TableName same(TableName name) {
        return name;
    }

    private String temporary(Key key) {
        return names.derived(key.constraint().name(), "new");
    }

    List<Deed> before() {
        List<Deed> deeds = new ArrayList<>();
        for (Key key : outgoing(Shape.AFTER)) {
            deeds.add(adding(key, temporary(key), this::second));
        }
        for (Key key : incoming()) {
            deeds.add(adding(key, temporary(key), this::second));
            deeds.add(dropping(key, key.constraint().name(), ExchangedKeys::same, Shape.BEFORE));
        }
        return deeds;
    }

    List<Deed> afterwards() {
        List<Deed> deeds = new ArrayList<>();
        for (Key key : outgoing(Shape.BEFORE)) {
            deeds.add(dropping(key, followed(key), this::former, Shape.BEFORE));
        }
        List<Key> named = new ArrayList<>(outgoing(Shape.AFTER));
        named.addAll(incoming());
        for (Key key : named) {
            deeds.add(adding(key, key.constraint().name(), ExchangedKeys::same));
            deeds.add(dropping(key, temporary(key), ExchangedKeys::same, Shape.AFTER));
        }
        return deeds;
    }

    /** A name that the server has made of the table's follows the table (MySQL 8.0 manual, 15.1.36). */
    private String followed(Key key) {
        String made = key.of().name() + "_ibfk_";
        String name = key.constraint().name();
        return name.startsWith(made)
                ? former(key.of()).name() + name.substring(made.length() - "_ibfk_".length())
                : name;
    }

    private Deed adding(Key key, String name, UnaryOperator<TableName> now) {
        TableName of = called(key.of(), now);
        return new Deed(
                "add foreign key " + name + " to " + of + ", whose rows are known to meet it",
                impact(key),
                List.of(add(key, name, now, Shape.AFTER)),
                List.of(ddl.dropConstraint(of, name)));
    }

    private Deed dropping(Key key, String name, UnaryOperator<TableName> now, Shape shape) {
        TableName of = called(key.of(), now);
        return new Deed(
                "drop foreign key " + name + " of " + of,
                impact(key),
                List.of("ALTER TABLE " + names.quote(of) + " DROP FOREIGN KEY " + names.quote(name)),
                List.of(add(key, name, now, shape)));
    }

    private String add(Key key, String name, UnaryOperator<TableName> now, Shape shape) {
        Constraint constraint = key.constraint();
        Constraint.Target target = constraint.target();
        if (target == null) {
            throw new IllegalStateException("a foreign key without a target: " + name);
        }
        String definition = "FOREIGN KEY (" + names.list(constraint.columns()) + ") REFERENCES "
                + names.quote(called(target.table(), now)) + " (" + names.list(targets(key, target, shape)) + ")"
                + constraint.definition().substring(constraint.definition().lastIndexOf(')') + 1);
        return ddl.addForeignKeyUnchecked(called(key.of(), now), name, definition);
    }

    /** One of another table speaks of columns as they are called before. */
    private List<String> targets(Key key, Constraint.Target target, Shape shape) {
        boolean isOurs = MySqlExchange.among(tables, key.of()).isPresent();
        return shape == Shape.BEFORE || isOurs
                ? target.columns()
                : MySqlExchange.among(tables, target.table())
                        .map(t -> target.columns().stream()
                                .map(c -> RebuildingObstacles.nowCalled(t, names.quote(c))
                                        .orElse(c))
                                .toList())
                        .orElse(target.columns());
    }

    private Impact impact(Key key) {
        Constraint.Target target = key.constraint().target();
        List<dev.dbmigrations.dialect.Lock> locks =
                new ArrayList<>(Rung.INPLACE.on(key.of(), Impact.Work.METADATA).locks());
        if (target != null && !target.table().equals(key.of())) {
            locks.addAll(Rung.INPLACE.on(target.table(), Impact.Work.METADATA).locks());
        }
        return new Impact(locks, Impact.Work.METADATA);
    }
}
