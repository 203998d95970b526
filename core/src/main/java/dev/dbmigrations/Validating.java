package dev.dbmigrations;

import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.schema.TableName;
import dev.dbmigrations.validate.Check;
import dev.dbmigrations.validate.Results;
import dev.dbmigrations.validate.Scene;
import dev.dbmigrations.validate.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One call of {@code validate}: everything that can be known without changing anything. */
final class Validating {
    private final Workbench bench;
    private final Works works;
    private final Results results = new Results();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    /** The tables that pending migrations change: what later ones ask of them cannot be asked yet. */
    private final Set<TableName> changing = new TreeSet<>();

    Validating(Workbench bench, Works works) {
        this.bench = bench;
        this.works = works;
    }

    Validation validate() {
        results.looked(
                Topic.DATABASE, "connection to " + bench.database().dialect().version());
        attempt(Topic.DATABASE, () -> Standings.refuseUnfit(bench));
        HistoryLook look = bench.history();
        List<Migration.Id> begun = look.unfinished().stream()
                .map(run -> works.plan(run).migration())
                .toList();
        Comparison comparison = new Comparison(bench, look.applied(), begun);
        problems.addAll(comparison.problems());
        results.looked(
                Topic.FILES, InWords.count(bench.folder().files().size(), "migration") + ": names, order, checksums");
        List<Migration> migrations = new ArrayList<>();
        for (MigrationFile file : comparison.pending()) {
            attempt(() -> migrations.add(bench.read(file)));
        }
        Planning planning = new Planning(bench, bench.planning(), bench.look());
        attempt(() ->
                planning.oneByOne(migrations, (migration, plan) -> attempt(() -> examine(planning, migration, plan))));
        results.looked(Topic.FILES, migrations.size() + " pending: syntax, plan, way back, data");
        new LiveData(bench).foresee(changing).forEach(soon -> problems.add(new Problem(false, soon, Topic.DATA)));
        attempt(() -> findings.addAll(new Examination(bench).findings(migrations)));
        Scene scene = scene(bench.session(), look);
        Check.ALL.forEach(check -> attempt(Topic.DATABASE, () -> check.make(scene, results)));
        results.issues().forEach(i -> problems.add(new Problem(i.error(), i.failure(), i.topic())));
        return new Validation(results.seen(), problems, findings, plans);
    }

    /** The same, and what a scratch database tells of the ways back. */
    Validation validate(Scratch scratch) {
        Validation validation = validate();
        attempt(Topic.WAY_BACK, () -> take(new Proving(bench, works, scratch).ofAll()));
        return new Validation(results.seen(), problems, validation.findings(), validation.plans());
    }

    private void take(Proofs proofs) {
        proofs.notes().forEach(note -> results.looked(Topic.WAY_BACK, note));
        proofs.unknown().forEach(what -> results.unknown(Topic.WAY_BACK, what));
        proofs.warnings().forEach(warning -> problems.add(new Problem(false, warning, Topic.WAY_BACK)));
        for (Proofs.Proof proof : proofs.tried()) {
            proof.problem()
                    .map(problem -> new Problem(!ProofProblems.saysNotDerived(problem), problem, Topic.WAY_BACK))
                    .ifPresent(problems::add);
            if (proof.holds()) {
                results.looked(Topic.WAY_BACK, proof.migration().label() + " run and taken back on " + proofs.server());
            }
            if (!proof.derived().isEmpty()) {
                problems.add(
                        new Problem(false, ProofProblems.derived(proof.migration(), proof.derived()), Topic.WAY_BACK));
            }
        }
    }

    /** The questions as SQL, with what to expect; made from the plans that can be made. */
    String suite() {
        validate();
        try (Session session = bench.database().open("db-migrations suite")) {
            String server = bench.database().dialect().version().toString();
            return Suite.script(server, Suite.questions(scene(session, bench.history())));
        }
    }

    private Scene scene(Session session, HistoryLook look) {
        Scene.Server server = new Scene.Server(bench.vendor(), bench.database());
        return new Scene(server, session, plans, look, works.sessions());
    }

    private void examine(Planning planning, Migration migration, Supplier<Plan> planned) {
        planning.refuseBrokenSyntax(migration);
        Plan plan = planned.get();
        plans.add(plan);
        boolean asTheyAre = Collections.disjoint(changing, plan.basis().tables());
        changing.addAll(plan.basis().tables());
        attempt(() -> Acceptance.refuseWithoutWayBack(migration, plan, false));
        if (asTheyAre) {
            plan.checks().forEach(check -> ask(migration, check));
        } else if (!plan.checks().isEmpty()) {
            results.looked(
                    Topic.DATA,
                    "nothing in the rows of " + migration.id().label()
                            + ": an earlier one that is pending changes its tables, so it is checked when it runs");
        }
    }

    private void ask(Migration migration, DataCheck check) {
        new LiveData(bench)
                .ask(migration.id(), check)
                .ifPresent(problem -> problems.add(new Problem(true, problem, Topic.DATA)));
    }

    private void attempt(Runnable check) {
        attempt(Topic.FILES, check);
    }

    private void attempt(Topic topic, Runnable check) {
        try {
            check.run();
        } catch (MigrationException failure) {
            problems.add(new Problem(true, failure, topic));
        }
    }
}
