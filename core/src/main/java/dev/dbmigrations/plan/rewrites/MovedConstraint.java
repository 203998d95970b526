package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A check or foreign key that speaks of the old column, made again for its shadow under another name for the time being.
 *
 * @param shadow the column it moves to
 * @param owner the table the constraint is on: another one for a foreign key that points here
 * @param original as it is
 * @param definition for the shadow
 */
record MovedConstraint(ShadowColumn shadow, TableName owner, Constraint original, String definition) {

    static List<MovedConstraint> of(ShadowColumn shadow) {
        List<MovedConstraint> all = new ArrayList<>();
        String column = shadow.before().name();
        Names names = shadow.situation().names();
        for (Constraint c : shadow.table().constraints()) {
            if (c.columns().contains(column) && c.kind() == Kind.CHECK) {
                String moved =
                        names.renameColumn(bare(c), column, shadow.after().name());
                all.add(new MovedConstraint(shadow, shadow.table().name(), c, moved));
            } else if (c.columns().contains(column) && c.isForeignKey()) {
                all.add(new MovedConstraint(shadow, shadow.table().name(), c, outgoing(shadow, c)));
            }
        }
        shadow.table().constraints().stream()
                .filter(c -> c.target() != null && !c.columns().contains(column))
                .filter(c -> isOf(shadow, c.target()))
                .forEach(c -> all.add(new MovedConstraint(
                        shadow, shadow.table().name(), c, incoming(shadow, c, Objects.requireNonNull(c.target())))));
        for (Table.Reference reference : shadow.table().surroundings().referencing()) {
            Constraint.Target target = reference.constraint().target();
            if (target != null && target.columns().contains(column)) {
                all.add(new MovedConstraint(
                        shadow,
                        reference.from(),
                        reference.constraint(),
                        incoming(shadow, reference.constraint(), target)));
            }
        }
        return all;
    }

    private static String bare(Constraint constraint) {
        return constraint.definition().replaceAll("(?i)\\s+NOT VALID$", "");
    }

    private static List<String> swapped(List<String> columns, ShadowColumn shadow) {
        return columns.stream()
                .map(c -> c.equals(shadow.before().name()) ? shadow.after().name() : c)
                .toList();
    }

    private static String outgoing(ShadowColumn shadow, Constraint c) {
        String text = bare(c);
        String own = shadow.situation().names().list(swapped(c.columns(), shadow));
        return "FOREIGN KEY (" + own + ") " + text.substring(text.indexOf("REFERENCES"));
    }

    /** The referenced columns stand in the second pair of parentheses of what the server prints. */
    private static String incoming(ShadowColumn shadow, Constraint c, Constraint.Target target) {
        String text = bare(c);
        int open = text.indexOf('(', text.indexOf("REFERENCES"));
        int close = text.indexOf(')', open);
        String theirs = shadow.situation().names().list(swapped(target.columns(), shadow));
        return text.substring(0, open + 1) + theirs + text.substring(close);
    }

    boolean isIncoming() {
        return isOf(shadow, original.target());
    }

    private static boolean isOf(ShadowColumn shadow, Constraint.@Nullable Target target) {
        return target != null
                && target.table().equals(shadow.table().name())
                && target.columns().contains(shadow.before().name());
    }

    /** The columns at the other end of a foreign key: until the gate, a statement about them would find it doubled. */
    Map<TableName, List<String>> otherSide() {
        Constraint.Target target = original.target();
        if (target == null) {
            return Map.of();
        }
        return isIncoming() ? Map.of(owner, original.columns()) : Map.of(target.table(), target.columns());
    }

    String temporaryName() {
        return shadow.situation().names().derived(original.name(), "new");
    }

    Step add() {
        Situation situation = shadow.situation();
        return situation
                .pen()
                .brief(
                        "add " + temporaryName() + " on " + owner + " for new rows",
                        impact(situation),
                        Undo.Run.of(situation.ddl().dropConstraint(owner, temporaryName())),
                        situation.ddl().addConstraintUnvalidated(owner, temporaryName(), definition));
    }

    private Impact impact(Situation situation) {
        Constraint.Target target = original.target();
        return target == null
                ? situation.impact(new AddCheck(owner, temporaryName(), definition, definition, Validation.DEFERRED))
                : situation.impact(new AddForeignKey(
                        owner, temporaryName(), original.columns(), target, definition, Validation.DEFERRED));
    }
}
