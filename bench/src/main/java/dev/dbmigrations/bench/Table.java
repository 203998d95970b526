package dev.dbmigrations.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A table of figures that can be asked for by its word. */
enum Table {
    POSTGRES_IDLE("int to bigint, nobody else there") {
        @Override
        void measure(Settings settings) throws Exception {
            race(DebianPostgres.start(settings), settings, Race.idleFigures("blocking ALTER TABLE"), Race::idle);
        }
    },
    POSTGRES_LOAD("int to bigint, four clients at half capacity") {
        @Override
        void measure(Settings settings) throws Exception {
            race(DebianPostgres.start(settings), settings, Race.loadedFigures("pgroll's batches"), Race::underLoad);
        }
    },
    MARIADB_IDLE("int to bigint, nobody else there") {
        @Override
        void measure(Settings settings) throws Exception {
            race(MariaDb.start(settings), settings, Race.idleFigures("INSERT … SELECT + indexes"), Race::idle);
        }
    },
    MARIADB_LOAD("int to bigint, four clients at half capacity") {
        @Override
        void measure(Settings settings) throws Exception {
            race(MariaDb.start(settings), settings, Race.loadedFigures("pt-online-schema-change"), Race::underLoad);
        }
    },
    POSTGRES_STEPS("where the program's time goes") {
        @Override
        void measure(Settings settings) throws Exception {
            steps(DebianPostgres.start(settings), settings);
        }
    },
    MARIADB_STEPS("where the program's time goes") {
        @Override
        void measure(Settings settings) throws Exception {
            steps(MariaDb.start(settings), settings);
        }
    },
    BACKFILL("rows moved within a table") {
        @Override
        void measure(Settings settings) throws Exception {
            try (DebianPostgres server = DebianPostgres.start(settings)) {
                Recorder recorder = Recorder.of(settings, this, server.title(), Backfill.figures());
                new Backfill(settings, server, recorder).measure();
                recorder.print();
            }
        }
    },
    CHECKSUM("comparing beside copying") {
        @Override
        void measure(Settings settings) throws Exception {
            Recorder recorder = Recorder.of(settings, this, "PostgreSQL and MariaDB", Checksum.figures());
            try (Arena arena = DebianPostgres.start(settings)) {
                new Checksum(settings, arena, recorder).measure();
            }
            try (Arena arena = MariaDb.start(settings)) {
                new Checksum(settings, arena, recorder).measure();
            }
            recorder.print();
        }
    },
    MEMORY("memory of the process, by rows") {
        @Override
        void measure(Settings settings) throws Exception {
            Recorder recorder = Recorder.of(settings, this, "PostgreSQL", Memory.figures());
            new Memory(settings, recorder).measure();
            recorder.print();
        }
    },
    KILL("killed when half was done, then started again") {
        @Override
        void measure(Settings settings) throws Exception {
            Recorder recorder = Recorder.of(settings, this, "PostgreSQL and MariaDB", Kill.figures());
            try (Arena arena = DebianPostgres.start(settings)) {
                new Kill(settings, arena, recorder).measure();
            }
            try (Arena arena = MariaDb.start(settings)) {
                new Kill(settings, arena, recorder).measure();
            }
            recorder.print();
        }
    };

    private final String title;

    Table(String title) {
        this.title = title;
    }

    abstract void measure(Settings settings) throws Exception;

    interface Measuring {
        void measure(Race race) throws Exception;
    }

    void race(Arena started, Settings settings, Figures figures, Measuring measuring) throws Exception {
        try (Arena arena = started) {
            Recorder recorder = Recorder.of(settings, this, arena.title(), figures);
            measuring.measure(new Race(settings, arena, recorder));
            recorder.print();
        }
    }

    void steps(Arena started, Settings settings) throws Exception {
        try (Arena arena = started) {
            Recorder recorder = Recorder.of(settings, this, arena.title(), Steps.figures());
            new Steps(settings, arena, recorder).measure();
            recorder.print();
        }
    }

    /** As it is asked for. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    static Optional<Table> of(String word) {
        return Arrays.stream(values())
                .filter(table -> table.word().equals(word))
                .findFirst();
    }
}
