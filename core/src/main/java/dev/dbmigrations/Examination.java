package dev.dbmigrations;

import dev.dbmigrations.analyze.Analysis;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The analysis of migrations on the live database, each with the tables as those before it leave them. */
final class Examination {
    private final Workbench bench;
    private final LocalDate today;

    Examination(Workbench bench) {
        this(bench, LocalDate.now(ZoneId.systemDefault()));
    }

    /**
     * @param today by which waivers are judged
     */
    Examination(Workbench bench, LocalDate today) {
        this.bench = bench;
        this.today = today;
    }

    List<MigrationAnalysis> of(List<Migration> migrations) {
        Set<TableName> names = new TreeSet<>();
        migrations.forEach(m -> names.addAll(TouchedTables.of(m.statements())));
        return bench.look().at(names, () -> of(migrations, names));
    }

    private List<MigrationAnalysis> of(List<Migration> migrations, Set<TableName> names) {
        Schema schema = bench.database().catalog().read(names);
        SchemaAfter evolution = new SchemaAfter(bench.database().dialect().names());
        Analysis analysis = new Analysis(
                new Effects(
                        bench.database().dialect(),
                        bench.database().oracle(),
                        Effects.Absent.NOT_THERE,
                        bench.experience()),
                evolution::after,
                bench.planning().small(),
                RuleCatalogue.discovered(),
                today);
        List<MigrationAnalysis> all = new ArrayList<>();
        for (Migration migration : migrations) {
            all.add(analysis.of(migration, schema));
            schema = evolution.after(schema, migration);
        }
        return all;
    }

    List<Finding> findings(List<Migration> migrations) {
        return of(migrations).stream().flatMap(a -> a.findings().stream()).toList();
    }
}
