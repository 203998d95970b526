package dev.dbmigrations.cli.command;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Overview.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with a folder or a database, as a document. */
final class Problems {
    private Problems() {}

    static Map<String, Object> details(Problem problem) {
        MigrationException failure = problem.failure();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", problem.error());
        map.put("topic", problem.topic().word());
        map.put("code", failure.code());
        map.put("what", failure.what());
        failure.facts().forEach(fact -> map.merge(fact.label(), fact.text(), (a, b) -> a + "\n" + b));
        return map;
    }
}
