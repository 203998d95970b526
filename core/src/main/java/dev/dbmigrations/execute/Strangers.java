package dev.dbmigrations.execute;

import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepSql;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others have made of a plan's tables since it was made, and what would be lost behind its gate: a second table has nothing of it,
 * and with a column that goes everything goes that was built on it.
 *
 * <p>Whatever the plan's own statements name is its own.
 */
final class Strangers {
    private final Plan plan;
    private final String ours;
    private final String contract;

    Strangers(Plan plan) {
        this.plan = plan;
        this.ours = text(plan.steps());
        this.contract = text(plan.phases().stream()
                .filter(phase -> phase.kind() == Phase.Kind.CONTRACT)
                .flatMap(phase -> phase.steps().stream()));
    }

    private static String text(Stream<Step> steps) {
        return steps.flatMap(step -> StepSql.of(step).stream()).collect(Collectors.joining("\n"));
    }

    /**
     * In words, one for each thing.
     *
     * @param now the plan's tables
     */
    List<String> in(Schema now) {
        List<SchemaObject> before = plan.basis().objects();
        if (before.isEmpty()) {
            return List.of();
        }
        List<SchemaObject> there = SchemaObject.of(now);
        boolean anew = plan.steps().anyMatch(Step.CatchUp.class::isInstance);
        List<String> strangers = new ArrayList<>();
        there.stream()
                .filter(object -> before.stream().noneMatch(object::isNamesakeOf))
                .filter(object -> !isNamed(object.name(), ours))
                .filter(object -> anew || isBuiltOnWhatGoes(object))
                .forEach(object -> strangers.add(object + " has come"));
        if (anew && isAllOfOnePlace()) {
            before.stream()
                    .filter(object -> there.stream().noneMatch(object::isNamesakeOf))
                    .forEach(object -> strangers.add(object + " has gone"));
            before.stream()
                    .filter(object -> there.stream().anyMatch(other -> isAnother(object, other)))
                    .forEach(object -> strangers.add(object + " is another"));
        }
        return strangers;
    }

    private static boolean isAnother(SchemaObject before, SchemaObject now) {
        return before.isNamesakeOf(now) && !before.definition().equals(now.definition());
    }

    /** A plan of several statements may have changed the table itself before the second one was made. */
    private boolean isAllOfOnePlace() {
        return plan.steps().map(step -> step.facts().origin()).distinct().count() == 1;
    }

    private boolean isBuiltOnWhatGoes(SchemaObject object) {
        boolean isOnOurs = object.columns().stream().anyMatch(this::isNew);
        return object.kind() != SchemaObject.Kind.COLUMN
                && !isOnOurs
                && object.columns().stream().anyMatch(column -> isNamed(column, contract));
    }

    private boolean isNew(String column) {
        return plan.basis().objects().stream()
                .noneMatch(o -> o.kind() == SchemaObject.Kind.COLUMN && o.name().equals(column));
    }

    private static boolean isNamed(String name, String text) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(text)
                .find();
    }
}
