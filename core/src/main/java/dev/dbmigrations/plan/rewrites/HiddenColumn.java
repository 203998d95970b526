package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.DdlWriter.Exchanged;
import dev.dbmigrations.dialect.DdlWriter.Seen;
import dev.dbmigrations.plan.Mentions;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The way of a {@link ShadowColumn} on servers whose DDL commits statement by statement: the second column is hidden from
 * those who do not name it, and the two exchange their names in one statement, the triggers being right before and after.
 * So a crash between any two statements leaves a table whose two columns say the same.
 *
 * <pre>
 * hidden column │ two triggers │ backfill │ indexes │ compare │ gate │ exchange names │ drop triggers │ drop what is hidden now
 * </pre>
 */
record HiddenColumn(ShadowColumn shadow, Purpose purpose) {
    private static final Pattern CHECK = Pattern.compile("(?i)\\bcheck\\s*\\(");

    /** What the second column is for. */
    enum Purpose {
        /** It is known by its own name, and in the end the first one takes that. */
        NEW_NAME,
        /** Nobody knows it, and in the end it takes the name of the first. */
        NEW_TYPE
    }

    /** What no trigger can keep in step, or no exchange can carry over. */
    void refuseWhatCannotBe() {
        Column before = shadow.before();
        if (before.isIdentity()) {
            throw refused("is numbered by the server only after the triggers have seen the row");
        }
        if (before.isComputed()) {
            throw refused("is computed, so no trigger can keep a second column in step");
        }
        boolean computesOthers = shadow.table().columns().stream()
                .filter(Column::isComputed)
                .map(c -> c.extras().definition())
                .filter(Objects::nonNull)
                .anyMatch(d ->
                        Mentions.mentions(d, before.name(), shadow.situation().names()));
        if (computesOthers) {
            throw refused("is what another column is computed from, which would stay with the old one");
        }
        Expressions.refuseUsers(shadow.situation(), shadow.table(), before.name());
        if (shadow.situation().walkKey(shadow.table()).isEmpty()) {
            throw refused("belongs to a table without a key along which its rows can be moved in batches");
        }
        if (isCheckedInDefinition(before)) {
            throw refused(
                    "is checked in its own definition, which names it, so two columns cannot exchange their names");
        }
        boolean cascades = shadow.table()
                .constraintsOn(before.name())
                .filter(Constraint::isForeignKey)
                .map(c -> c.definition().toUpperCase(Locale.ROOT))
                .anyMatch(d -> d.contains("ON UPDATE CASCADE") || d.contains("SET NULL"));
        if (cascades) {
            throw refused("is written by the cascade of a foreign key, which fires no triggers");
        }
    }

    /** As MariaDB's {@code json} is: a text with a check that it is one. */
    private static boolean isCheckedInDefinition(Column column) {
        String definition = column.extras().definition();
        return definition != null && CHECK.matcher(definition).find();
    }

    PlanRefused refused(String because) {
        return shadow.situation()
                .refused(
                        PlanRefused.Reason.NOT_POSSIBLE,
                        shadow.table().name() + "." + shadow.before().name() + " " + because,
                        "run it in a quiet hour with `-- db-migrations: strategy=direct` above it");
    }

    /** Up to the gate. */
    Sketch expanded(Sketch sketch) {
        sketch.expand(add());
        if (!shadow.before().nullable() && shadow.before().defaultSql() == null && isKnownByName()) {
            sketch.expand(letLeaveOut());
        }
        triggers().forEach(sketch::expand);
        sketch.migrate(shadow.backfill());
        return sketch;
    }

    /** In a rename, clients of the new shape name the second column and leave out the first. */
    private boolean isKnownByName() {
        return purpose == Purpose.NEW_NAME;
    }

    private Step add() {
        Situation situation = shadow.situation();
        String sql = situation.ddl().addHiddenColumn(shadow.table().name(), shadow.after(), shadow.before());
        NewColumn.Attributes attributes = new NewColumn.Attributes(
                NewColumn.Text.NONE,
                null,
                true,
                new NewColumn.Place(false, shadow.before().name()));
        NewColumn column = new NewColumn(
                shadow.after().name(),
                shadow.after().type(),
                false,
                null,
                Column.Generation.PLAIN,
                List.of(),
                attributes);
        Clause clause = new Clause(new ColumnChange.AddColumn(shadow.table().name(), column, false, ""), sql);
        Situation itself = situation.of(clause, situation.schema());
        itself.refuseIfBlocking();
        return situation
                .pen()
                .brief(
                        "add " + shadow.table().name() + "." + shadow.after().name() + ", hidden",
                        itself.impact(),
                        Undo.Run.of(situation
                                .ddl()
                                .dropColumn(
                                        shadow.table().name(), shadow.after().name())),
                        sql);
    }

    private Step letLeaveOut() {
        Situation situation = shadow.situation();
        DdlWriter.Reversible leftOut =
                situation.ddl().letLeaveOut(shadow.table().name(), shadow.before());
        return step(
                "let clients leave out " + shadow.table().name() + "."
                        + shadow.before().name(),
                new ColumnChange.SetDefault(
                        shadow.table().name(), shadow.before().name(), ""),
                leftOut.sql(),
                Undo.Run.of(leftOut.undo()));
    }

    private List<Step> triggers() {
        DdlWriter ddl = shadow.situation().ddl();
        List<String> create = ddl.createSync(shadow.sync());
        List<String> drop = ddl.dropSync(shadow.sync());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < create.size(); i++) {
            steps.add(step(
                    "keep " + shadow.before().name() + " and " + shadow.after().name() + " in step on "
                            + (i == 0 ? "insert" : "update"),
                    new AlterOtherwise(shadow.table().name(), "create trigger"),
                    create.get(i),
                    Undo.Run.of(drop.get(i))));
        }
        return steps;
    }

    /** Behind the gate: what is dropped in the end is the column that is hidden then. */
    void contracted(Sketch sketch, String gate, List<ShadowIndexes> indexes) {
        Column seen = shadow.before();
        Column hidden = shadow.after();
        DdlWriter.Reversible exchange = exchange();
        sketch.contract(
                gate,
                step(
                        "let " + shadow.table().name() + "." + seen.name() + " and " + hidden.name()
                                + " exchange their names",
                        new AlterOtherwise(shadow.table().name(), "rename column"),
                        exchange.sql(),
                        Undo.Run.of(exchange.undo())));
        dropTriggers(sketch, gate);
        for (ShadowIndexes index : indexes) {
            if (isKnownByName()) {
                dropIndex(sketch, gate, index.temporaryName());
            } else {
                swapIndex(sketch, gate, index);
            }
        }
        sketch.contract(gate, drop(isKnownByName() ? seen.name() : hidden.name()));
    }

    /**
     * The one on update first: it believes the first column where the second has not changed, and would spoil a row that was
     * inserted without the other trigger. Rows written from then on are right in one shape only, so there is no way back.
     */
    private void dropTriggers(Sketch sketch, String gate) {
        List<String> drop = shadow.situation().ddl().dropSync(shadow.sync());
        for (int i = drop.size() - 1; i >= 0; i--) {
            sketch.contract(
                    gate,
                    step(
                            "stop keeping them in step on " + (i == 0 ? "insert" : "update"),
                            new AlterOtherwise(shadow.table().name(), "drop trigger"),
                            drop.get(i),
                            new Undo.Impossible("rows written since then are right in the new shape only")));
        }
    }

    private DdlWriter.Reversible exchange() {
        Seen whenNew = isKnownByName() ? Seen.BY_NAME : Seen.BY_ALL;
        Seen whenOld = isKnownByName() ? Seen.BY_ALL : Seen.BY_NAME;
        return shadow.situation()
                .ddl()
                .exchange(
                        shadow.table().name(),
                        new Exchanged(shadow.before(), Seen.BY_ALL, whenOld),
                        new Exchanged(shadow.after(), Seen.BY_NAME, whenNew));
    }

    private void dropIndex(Sketch sketch, String gate, String name) {
        sketch.contract(
                gate,
                step(
                        "drop index " + name + " of what is hidden now",
                        new IndexChange.DropIndex(
                                shadow.table().name(), shadow.table().name().named(name), false, false, false),
                        shadow.situation().ddl().dropIndex(shadow.table().name(), name),
                        new Undo.Impossible("the index of the second column is gone")));
    }

    private void swapIndex(Sketch sketch, String gate, ShadowIndexes index) {
        DdlWriter ddl = shadow.situation().ddl();
        String name = index.original().name();
        dropIndex(sketch, gate, name);
        sketch.contract(
                gate,
                step(
                        "give index " + index.temporaryName() + " the name " + name,
                        new AlterOtherwise(shadow.table().name(), "rename index"),
                        ddl.renameIndex(shadow.table().name(), index.temporaryName(), name),
                        Undo.Run.of(ddl.renameIndex(shadow.table().name(), name, index.temporaryName()))));
    }

    private Step drop(String column) {
        return step(
                "drop " + shadow.table().name() + "." + column,
                new ColumnChange.DropColumn(shadow.table().name(), column, false, false),
                shadow.situation().ddl().dropColumn(shadow.table().name(), column),
                new Undo.Impossible("the old column is gone"));
    }

    private Step step(String title, TableChange change, String sql, Undo undo) {
        Situation situation = shadow.situation();
        return situation.pen().brief(title, situation.predicted(new Clause(change, sql)), undo, sql);
    }
}
