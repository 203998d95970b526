package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.Snapshot;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a migration takes away comes back, whatever was written meanwhile; {@code -Dacceptance.rows=1000000} for more of it. */
interface SnapshotPromises extends Contract {

    /** Enough for several batches. */
    int KEPT_ROWS = Integer.getInteger("acceptance.rows", 3_000);

    private void fill() {
        place().run(
                        "CREATE TABLE clients (id " + speech().numbered("int")
                                + ", mail varchar(60), nick varchar(40), n int NOT NULL)",
                        "CREATE INDEX clients_nick ON clients (nick)",
                        "INSERT INTO clients (id, mail, nick, n) SELECT n, concat('m', n), concat('Nick ', n), n FROM ("
                                + Numbers.upTo(KEPT_ROWS) + ") AS numbers",
                        "UPDATE clients SET nick = NULL WHERE n % 7 = 0",
                        speech().measured("clients"));
    }

    private Outcome up(String name, String sql) {
        migration(name, sql);
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            return migrator.up(Until.THE_END, RunListener.SILENT);
        }
    }

    private void migration(String name, String sql) {
        try {
            place().project(Gates.OPEN).write(name, sql);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome down() {
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            return migrator.down(Back.ONE, RunListener.SILENT);
        }
    }

    private List<Snapshot> snapshots() {
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            return migrator.snapshots();
        }
    }

    private String sum(String columns, String condition) {
        return String.join(
                "",
                place().ask("SELECT count(*), sum(length(concat_ws('|', " + columns + ")) * id) FROM clients WHERE "
                        + condition));
    }

    private List<String> rows(String columns, String condition) {
        return place().ask("SELECT " + columns + " FROM clients WHERE " + condition + " ORDER BY id");
    }

    @Test
    default void aDroppedColumnComesBackWithEveryValueWhateverWasWrittenMeanwhile() {
        fill();
        List<String> before = rows("id, nick", "id > 10");
        up("V1__drop", "ALTER TABLE clients DROP COLUMN nick;");
        place().run(
                        "UPDATE clients SET n = n + 1",
                        "DELETE FROM clients WHERE id <= 10",
                        "INSERT INTO clients (id, mail, n) SELECT n + 9000000, 'later', n FROM (" + Numbers.upTo(500)
                                + ") AS numbers");
        Outcome back = down();
        assertThat(rows("id, nick", "id BETWEEN 11 AND 9000000")).isEqualTo(before);
        assertThat(rows("id", "id > 9000000 AND nick IS NULL")).hasSize(500);
        assertThat(rows("id", "n = id + 1")).hasSize(KEPT_ROWS - 10);
        // Of the ten that were deleted one had no nick.
        assertThat(back.notes()).singleElement().asString().startsWith("9 rows with a kept value are no longer in");
        assertThat(snapshots()).isEmpty();
    }

    @Test
    default void aNullComesBackAsNullThoughItsColumnHasADefault() {
        fill();
        place().run(
                        "ALTER TABLE clients ADD COLUMN kind varchar(9) DEFAULT 'plain'",
                        "UPDATE clients SET kind = NULL WHERE n % 2 = 0");
        List<String> before = rows("id, kind", "1 = 1");
        up("V1__drop", "ALTER TABLE clients DROP COLUMN kind;");
        down();
        assertThat(rows("id, kind", "1 = 1")).isEqualTo(before);
    }

    @Test
    default void aDroppedTableComesBackAsItWas() {
        fill();
        place().run("CREATE TABLE orders (id int NOT NULL PRIMARY KEY, client int NOT NULL, CONSTRAINT orders_client"
                + " FOREIGN KEY (client) REFERENCES clients (id))");
        place().run("INSERT INTO orders SELECT id, id FROM clients", speech().measured("orders"));
        String before = fingerprint();
        up("V1__drop", "DROP TABLE orders;");
        assertThat(catchThrowable(() -> place().run("SELECT 1 FROM orders"))).isNotNull();
        up("V2__again", "CREATE TABLE orders (id int NOT NULL PRIMARY KEY);");
        assertThat(snapshots())
                .singleElement()
                .satisfies(s -> assertThat(s.since()).isPresent());
        down();
        down();
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(place().ask("SELECT count(*) FROM orders")).containsExactly(String.valueOf(KEPT_ROWS));
        assertThat(catchThrowable(() -> place().run("INSERT INTO orders VALUES (-1, -1)")))
                .isNotNull();
        assertThat(snapshots()).isEmpty();
    }

    private String fingerprint() {
        return place().database()
                .catalog()
                .fingerprint(place().database().catalog().readAll());
    }

    @Test
    default void anUpdateIsTakenBackButForWhatOthersHaveChangedSince() {
        fill();
        List<String> before = rows("id, mail, n", "id > 5");
        up("V1__update", "UPDATE clients SET mail = upper(mail), n = n * 2 WHERE id % 2 = 0 OR id <= 5;");
        assertThat(rows("id", "mail = concat('M', id) AND n = 2 * id")).hasSizeGreaterThan(KEPT_ROWS / 2);
        place().run("UPDATE clients SET mail = 'mine' WHERE id IN (1, 2)", "DELETE FROM clients WHERE id = 3");
        Outcome back = down();
        assertThat(rows("id, mail, n", "id > 5")).isEqualTo(before);
        assertThat(rows("id, mail, n", "id <= 5")).containsExactly("1 mine 2", "2 mine 4", "4 m4 4", "5 m5 5");
        assertThat(back.notes()).hasSize(2).anySatisfy(n -> assertThat(n).startsWith("2 rows of"));
        assertThat(snapshots()).isEmpty();
    }

    @Test
    default void aDeleteIsTakenBack() {
        fill();
        List<String> before = rows("id, mail, nick, n", "1 = 1");
        up("V1__delete", "DELETE FROM clients WHERE n % 3 = 0;");
        assertThat(rows("id", "n % 3 = 0")).isEmpty();
        place().run("INSERT INTO clients (id, mail, n) VALUES (-1, 'later', 0)");
        assertThat(down().notes()).isEmpty();
        assertThat(rows("id, mail, nick, n", "id > 0")).isEqualTo(before);
        assertThat(rows("mail", "id = -1")).containsExactly("later");
    }

    @Test
    default void takingBackThatIsBrokenOffGoesOnWhereItWas() {
        fill();
        String before = sum("mail, nick, n", "1 = 1");
        migration("V1__two", "ALTER TABLE clients DROP COLUMN nick;\nALTER TABLE clients DROP COLUMN mail;");
        AtomicBoolean stopped = new AtomicBoolean();
        RunListener stops = new RunListener() {
            @Override
            public void stepStarted(StepPlace place) {
                if (place.step().facts().title().startsWith("drop") && place.number() == place.count()) {
                    throw new Stop();
                }
                if (place.step().facts().title().startsWith("bring back") && stopped.compareAndSet(false, true)) {
                    throw new Stop();
                }
            }
        };
        assertThat(catchThrowable(() -> {
                    try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
                        migrator.up(Until.THE_END, stops);
                    }
                }))
                .isInstanceOf(Stop.class);
        assertThat(catchThrowable(() -> {
                    try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
                        migrator.down(Back.ONE, stops);
                    }
                }))
                .isInstanceOf(Stop.class);
        assertThat(stopped).isTrue();
        down();
        assertThat(sum("mail, nick, n", "1 = 1")).isEqualTo(before);
        assertThat(place().ask("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'db%kept%'"))
                .containsExactly("0");
    }

    /** As if the process had ended there. */
    final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    default void whatIsKeptIsShownAndGoesWhenItsTimeIsOver() {
        fill();
        up("V1__drop", "ALTER TABLE clients DROP COLUMN nick;");
        assertThat(snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.migration().label()).isEqualTo("V1");
            assertThat(snapshot.kept().what()).endsWith("clients.nick");
            assertThat(snapshot.until()).isPresent();
        });
        migration("V2__more", "ALTER TABLE clients ADD COLUMN more int;");
        try (Migrator migrator =
                place().project(Gates.OPEN).keeping(Duration.ofMillis(1)).migrator()) {
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).notes())
                    .anySatisfy(n -> assertThat(n).startsWith("the time of a snapshot is over"));
        }
        assertThat(snapshots()).isEmpty();
    }

    @Test
    default void whatIsKeptIsBroughtBackThoughItsMigrationStaysApplied() {
        fill();
        List<String> before = rows("id, nick", "1 = 1");
        up("V1__drop", "ALTER TABLE clients DROP COLUMN nick;");
        up("V2__more", "ALTER TABLE clients ADD COLUMN more int;");
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            migrator.restore(migrator.snapshots("V1"), RunListener.SILENT);
            assertThat(migrator.overview().applied()).hasSize(2);
            assertThat(migrator.overview().inFlight()).isEmpty();
        }
        assertThat(rows("id, nick", "1 = 1")).isEqualTo(before);
    }

    @Test
    default void nothingIsKeptWhereNobodyWantsIt() {
        fill();
        migration("V1__update", "UPDATE clients SET n = 1;");
        try (Migrator migrator =
                place().project(Gates.OPEN).keeping(Duration.ZERO).migrator()) {
            migrator.up(Until.THE_END, RunListener.SILENT);
            assertThat(migrator.snapshots()).isEmpty();
        }
        assertThat(catchThrowable(this::down)).hasMessageContaining("has no way back");
    }
}
