package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.execute.RunListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code kill -9} at random moments; {@code -Dacceptance.kills} says how often, {@code -Dacceptance.seed} when. */
interface DeathPromises extends Contract {
    long SEED = Long.getLong("acceptance.seed", 1);

    /** A process that is not done by then is not killed; the work takes about as long. */
    int LONGEST = 900;

    @Test
    default void mustNotFail39And50_killedAtAnyMomentUpEndsInTheSameState() throws Exception {
        fill();
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
        }
        List<String> expected = state("title");
        empty();
        fill();
        disturb("up");
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            if (migrator.overview().applied().isEmpty()) {
                migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
            }
        }
        assertThat(state("title")).isEqualTo(expected);
    }

    @Test
    default void killedAtAnyMomentOnTheWayDownEverythingIsAsBefore() throws Exception {
        fill();
        List<String> before = state("label");
        disturb("down");
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            boolean applied = !migrator.overview().applied().isEmpty();
            if (applied || !migrator.overview().inFlight().isEmpty()) {
                takeBack(migrator);
            }
        }
        assertThat(state("label")).isEqualTo(before);
    }

    private void fill() throws IOException {
        place().run(
                        "CREATE TABLE items (id " + speech().numbered("int")
                                + ", label varchar(30) NOT NULL, qty int, n int DEFAULT 0 NOT NULL)",
                        "CREATE INDEX items_label ON items (label)",
                        "CREATE INDEX items_qty ON items (qty, label)",
                        "INSERT INTO items (label, qty) SELECT concat('l', n), n FROM (" + Numbers.upTo(30_000)
                                + ") AS numbers",
                        speech().measured("items"));
        place().project(Gates.OPEN)
                .write(
                        "V1__all_at_once",
                        String.join(
                                        ";\n",
                                        "-- db-migrations: allow=no-way-back reason=\"the test takes it back in flight\"\n"
                                                + speech().changeType("items", "qty", "bigint"),
                                        "ALTER TABLE items RENAME COLUMN label TO title",
                                        "ALTER TABLE items ADD COLUMN extra varchar(10) DEFAULT 'none' NOT NULL",
                                        "CREATE INDEX items_n ON items (n)")
                                + ";\n");
    }

    private void empty() {
        place().run(
                        "DROP TABLE items",
                        "DROP TABLE schema_migrations",
                        "DROP TABLE db_migrations_journal",
                        "DROP TABLE db_migrations_schema",
                        "DROP TABLE db_migrations_runner");
    }

    /** Down begins with as many that are killed on the way up. */
    private void disturb(String direction) throws Exception {
        Random random = new Random(SEED);
        int killed = 0;
        for (int i = 0; i < kills(); i++) {
            boolean back = direction.equals("down") && i >= kills() / 2;
            killed += killAtRandom(back ? "down" : "up", random);
        }
        System.out.printf(
                "%s: %d of %d processes were killed on the way %s%n",
                place().database().dialect().version(), killed, kills(), direction);
        assertThat(killed).as("somebody was killed").isPositive();
    }

    /** Once the old shape has gone, the way back leads through the end. */
    private static void takeBack(Migrator migrator) {
        try {
            migrator.down(Migrator.Back.ONE, RunListener.SILENT);
        } catch (MigrationException refused) {
            assertThat(refused.code()).isEqualTo("DBM-7001");
            migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
            migrator.down(Migrator.Back.ONE, RunListener.SILENT);
        }
    }

    private int killAtRandom(String direction, Random random) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        place().url(),
                        place().folder().toString(),
                        direction))
                .redirectErrorStream(true)
                .start();
        process.inputReader().readLine();
        boolean ended = process.waitFor(random.nextInt(LONGEST), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        return ended ? 0 : 1;
    }

    private List<String> state(String label) {
        List<String> state = new ArrayList<>(Shape.of(place(), speech(), "items"));
        state.addAll(place().ask("SELECT id, " + label + ", qty, n FROM items ORDER BY id"));
        return state;
    }
}
