package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Directives.Conversions;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.DdlWriter.KeyKind;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A column whose place is taken by another of the same name and another type, with everything that belongs to it. */
record ReplacedColumn(ShadowColumn shadow, List<ShadowIndexes> indexes, List<MovedConstraint> constraints) {

    static ReplacedColumn of(ColumnChange.ChangeType change, Situation situation, Table table, Column before) {
        String name = situation.names().derived(before.name(), "new");
        String quoted = situation.names().quote(before.name());
        Conversions given = situation.directives().conversions();
        String up = given.up().getOrDefault(before.name(), change.using() == null ? quoted : change.using());
        String down = given.down().getOrDefault(before.name(), quoted);
        Column after = new Column(
                name, change.type(), true, before.defaultSql(), Column.Generation.PLAIN, extras(change, before));
        ShadowColumn shadow = new ShadowColumn(
                situation,
                table,
                before,
                after,
                new ShadowColumn.Conversion(up, situation.names().renameColumn(down, before.name(), name)));
        return new ReplacedColumn(shadow, ShadowIndexes.of(shadow), MovedConstraint.of(shadow));
    }

    private static Column.Extras extras(ColumnChange.ChangeType change, Column before) {
        Column.Extras extras = before.extras();
        return new Column.Extras(
                extras.comment(),
                change.collation(),
                null,
                extras.volatileDefault(),
                extras.statistics(),
                extras.privileges(),
                change.within() == null ? null : change.within().sql(),
                extras.options());
    }

    /** As written where the server does it while rows are written, else by a hidden column. */
    static Sketch hidden(ColumnChange.ChangeType change, Situation situation, Table table, Column before) {
        Impact impact = situation.impact();
        boolean blocks = impact.blocks().compareTo(Lock.Blocks.WRITES) >= 0;
        if (impact.work() != Impact.Work.REWRITE) {
            return Sketch.asWritten();
        }
        ReplacedColumn replaced = of(change, situation, table, before);
        HiddenColumn hidden = new HiddenColumn(replaced.shadow(), HiddenColumn.Purpose.NEW_TYPE);
        try {
            replaced.refuseKeys(hidden);
            hidden.refuseWhatCannotBe();
        } catch (PlanRefused impossible) {
            if (!blocks) {
                return Sketch.asWritten();
            }
            throw impossible;
        }
        Sketch checked = Sketch.by(Strategy.EXPAND_CONTRACT).holds(table.name(), before.name());
        if (before.nullable() && change.within() != null && change.within().notNull()) {
            checked.check(new DataChecks(situation).nulls(table, before.name()));
        }
        Sketch sketch = hidden.expanded(
                checked.note("values that do not fit the new type are refused as soon as the new column is there"));
        replaced.indexes().forEach(index -> sketch.migrate(index.build()));
        sketch.verify(replaced.shadow().verify());
        String gate =
                "every client must be able to work with " + table.name() + "." + before.name() + " as " + change.type();
        hidden.contracted(sketch, gate, replaced.indexes());
        return sketch;
    }

    private void refuseKeys(HiddenColumn hidden) {
        if (shadow.table()
                .primaryKey()
                .filter(p -> p.columns().contains(shadow.before().name()))
                .isPresent()) {
            throw hidden.refused(
                    "is in the primary key, by which the table itself is ordered: a second column cannot take"
                            + " its place without the table being written anew");
        }
        if (!constraints.isEmpty()) {
            throw hidden.refused("is in " + constraints.getFirst().original().name()
                    + ", which the server would check against every row under a lock");
        }
    }

    Sketch sketch(RemadeViews views) {
        shadow.refuseIfCostly();
        Table table = shadow.table();
        String column = shadow.before().name();
        Sketch sketch = Sketch.by(Strategy.EXPAND_CONTRACT).holds(table.name(), column);
        constraints.forEach(c -> c.otherSide().forEach((other, columns) -> sketch.holds(other, columns)));
        sketch.note(table.name() + "." + column
                        + " moves to the end of the column order; name the columns in INSERT and SELECT")
                .note("values that do not fit the new type are refused as soon as the new column is there")
                .expand(shadow.install())
                .migrate(shadow.backfill());
        views.note().ifPresent(sketch::note);
        if (!shadow.before().nullable()) {
            sketch.migrate(addNotNull()).migrate(validate(notNullName(), table.name()));
        }
        indexes.forEach(index -> sketch.migrate(index.build()));
        for (MovedConstraint constraint : constraints) {
            sketch.migrate(constraint.add());
            if (constraint.original().validated()) {
                sketch.migrate(validate(constraint.temporaryName(), constraint.owner()));
            }
        }
        sketch.migrate(shadow.analyze()).verify(shadow.verify());
        String gate = "every client must be able to work with " + table.name() + "." + column + " as "
                + shadow.after().type();
        return sketch.contract(gate, swap(views));
    }

    private String notNullName() {
        return NotNull.checkName(
                shadow.situation(), shadow.table(), shadow.after().name());
    }

    /** NOT NULL itself where the server can put off its validation, else a check that will prove it. */
    private Step addNotNull() {
        Situation situation = shadow.situation();
        TableName table = shadow.table().name();
        String column = situation.names().quote(shadow.after().name());
        boolean itself = situation.can(Capability.DEFERRED_NOT_NULL);
        String definition = itself ? "NOT NULL " + column : "CHECK (" + column + " IS NOT NULL)";
        Impact impact = itself
                ? situation.impact(
                        new AddNotNull(table, notNullName(), shadow.after().name(), definition, Validation.DEFERRED))
                : situation.impact(
                        new AddCheck(table, notNullName(), column + " IS NOT NULL", definition, Validation.DEFERRED));
        return situation
                .pen()
                .brief(
                        "require " + table + "." + shadow.after().name() + " of new rows",
                        impact,
                        Undo.Run.of(situation.ddl().dropConstraint(table, notNullName())),
                        situation.ddl().addConstraintUnvalidated(table, notNullName(), definition));
    }

    /** A NOT NULL that has a name of its own keeps it. */
    private List<String> notNullAtSwap() {
        DdlWriter ddl = shadow.situation().ddl();
        TableName table = shadow.table().name();
        return shadow.situation().can(Capability.DEFERRED_NOT_NULL)
                ? List.of()
                : List.of(ddl.setNotNull(table, shadow.after()), ddl.dropConstraint(table, notNullName()));
    }

    private List<String> notNullRenamed() {
        DdlWriter ddl = shadow.situation().ddl();
        TableName table = shadow.table().name();
        if (shadow.before().nullable() || !shadow.situation().can(Capability.DEFERRED_NOT_NULL)) {
            return List.of();
        }
        return shadow.table()
                .constraintsOn(shadow.before().name())
                .filter(c -> c.kind() == Constraint.Kind.NOT_NULL)
                .map(c -> ddl.renameConstraint(table, notNullName(), c.name()))
                .toList();
    }

    private Step validate(String name, TableName owner) {
        Situation situation = shadow.situation();
        return situation
                .pen()
                .shared(
                        "validate " + name,
                        situation.impact(new ValidateConstraint(owner, name)),
                        shadow.table(),
                        situation.ddl().validateConstraint(owner, name));
    }

    /** One short transaction: what refers to the old column goes, the new one takes its name and its place in everything. */
    private Step swap(RemadeViews views) {
        Situation situation = shadow.situation();
        DdlWriter ddl = situation.ddl();
        TableName table = shadow.table().name();
        String old = shadow.before().name();
        String fresh = shadow.after().name();
        DdlWriter.MovedGeneration generation = ddl.moveGeneration(table, shadow.before(), fresh);
        List<String> sql = new ArrayList<>(views.takenAway(situation));
        sql.addAll(ddl.lockExclusively(lockedTables()));
        sql.addAll(ddl.dropSync(shadow.sync()));
        sql.addAll(generation.before());
        constraints.stream()
                .filter(MovedConstraint::isIncoming)
                .forEach(c -> sql.add(ddl.dropConstraint(c.owner(), c.original().name())));
        if (!shadow.before().nullable()) {
            sql.addAll(notNullAtSwap());
        }
        sql.add(ddl.dropColumn(table, old));
        sql.add(ddl.renameColumn(table, fresh, old));
        sql.addAll(generation.after());
        sql.addAll(notNullRenamed());
        restoredDefault(sql);
        for (ShadowIndexes index : indexes) {
            sql.add(adopted(index));
            sql.addAll(ddl.giveRoles(
                    table, index.original().name(), index.original().shape().roles()));
        }
        constraints.forEach(c -> sql.add(
                ddl.renameConstraint(c.owner(), c.temporaryName(), c.original().name())));
        comments(sql);
        sql.addAll(views.madeAgain());
        return situation
                .pen()
                .brief(
                        "let the new column take the place of " + table + "." + old,
                        views.locking(swapImpact()),
                        new Undo.Impossible("the old column is gone; change the type back with a migration"),
                        sql);
    }

    /** What people wrote about indexes and constraints went with the old column. */
    private void comments(List<String> sql) {
        DdlWriter ddl = shadow.situation().ddl();
        for (ShadowIndexes index : indexes) {
            Index original = index.original();
            String comment = original.shape().comment();
            if (comment != null) {
                sql.addAll(ddl.commentOnIndex(shadow.table().name(), original.name(), comment));
            }
            shadow.table()
                    .constraint(original.name())
                    .filter(c -> c.name().equals(original.shape().constraint()))
                    .ifPresent(c -> sql.addAll(
                            RemadeConstraints.comment(ddl, shadow.table().name(), c)));
        }
        constraints.forEach(c -> sql.addAll(RemadeConstraints.comment(ddl, c.owner(), c.original())));
    }

    /** A default that differs from row to row had no place on the shadow. */
    private void restoredDefault(List<String> sql) {
        Column before = shadow.before();
        boolean moved = before.generation() != Column.Generation.PLAIN;
        if (!moved && before.defaultSql() != null && shadow.sync().after().defaultSql() == null) {
            sql.add(shadow.situation().ddl().setDefault(shadow.table().name(), before.name(), before.defaultSql()));
        }
    }

    private String adopted(ShadowIndexes index) {
        DdlWriter ddl = shadow.situation().ddl();
        TableName table = shadow.table().name();
        String constraint = index.original().shape().constraint();
        if (constraint == null) {
            return ddl.renameIndex(
                    table, index.temporaryName(), index.original().name());
        }
        boolean primary = shadow.table()
                .primaryKey()
                .filter(p -> p.name().equals(constraint))
                .isPresent();
        KeyKind kind = primary ? KeyKind.PRIMARY_KEY : KeyKind.UNIQUE;
        return ddl.addKeyUsingIndex(table, constraint, kind, index.temporaryName()) + deferral(constraint);
    }

    /** What the server prints behind the key of a constraint that is checked at the end of a transaction. */
    private String deferral(String constraint) {
        String definition = shadow.table()
                .constraint(constraint)
                .map(Constraint::definition)
                .orElse("");
        int start = definition.indexOf(" DEFERRABLE");
        return start < 0 ? "" : definition.substring(start);
    }

    private List<TableName> lockedTables() {
        List<TableName> tables = new ArrayList<>();
        tables.add(shadow.table().name());
        constraints.forEach(c -> {
            tables.add(c.owner());
            Constraint.Target target = c.original().target();
            if (target != null) {
                tables.add(target.table());
            }
        });
        return tables.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }

    private Impact swapImpact() {
        Impact own = shadow.contractImpact();
        List<Lock> locks = new ArrayList<>(own.locks());
        String mode = own.locks().isEmpty() ? "" : own.locks().getFirst().mode();
        for (TableName table : lockedTables()) {
            if (own.tables().stream().noneMatch(table::equals)) {
                locks.add(new Lock(table, mode, Lock.Blocks.READS_AND_WRITES));
            }
        }
        return new Impact(locks, own.work());
    }
}
