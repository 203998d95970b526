package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import java.util.List;

/** A statement that a server takes if it has a capability, and else refuses. */
enum Experiment {
    CHECK_FOR_NEW_ROWS(
            Capability.DEFERRED_VALIDATION, "ALTER TABLE child ADD CONSTRAINT positive CHECK (n > 0) NOT VALID"),
    NOT_NULL_FOR_NEW_ROWS(
            Capability.DEFERRED_NOT_NULL, "ALTER TABLE child ADD CONSTRAINT needed NOT NULL parent NOT VALID"),
    KEY_OF_PARTITIONS_FOR_NEW_ROWS(
            Capability.DEFERRED_VALIDATION_ON_PARTITIONED,
            "ALTER TABLE divided ADD CONSTRAINT divided_key FOREIGN KEY (id) REFERENCES parent (id) NOT VALID"),
    INDEX_BECOMES_KEY(
            Capability.KEY_FROM_INDEX,
            "CREATE UNIQUE INDEX numbers ON child (n)",
            "ALTER TABLE child ADD CONSTRAINT numbers_key UNIQUE USING INDEX numbers"),
    COMPUTED_WHEN_READ(
            Capability.VIRTUAL_COLUMNS, "ALTER TABLE child ADD COLUMN twice int GENERATED ALWAYS AS (n * 2) VIRTUAL"),
    NAMED_ALGORITHM(
            Capability.ONLINE_ALGORITHMS, "ALTER TABLE child ADD INDEX numbers (n), ALGORITHM=INPLACE, LOCK=NONE"),
    KEY_WITHOUT_READING(
            Capability.UNCHECKED_FOREIGN_KEYS,
            "SET foreign_key_checks = 0",
            "ALTER TABLE child ADD CONSTRAINT orphaned FOREIGN KEY (parent) REFERENCES parent (id)"),
    HIDDEN_COLUMN(Capability.HIDDEN_COLUMNS, "ALTER TABLE child ADD COLUMN hidden int INVISIBLE"),
    DDL_UNDONE(Capability.TRANSACTIONAL_DDL, "BEGIN", "DROP TABLE child", "ROLLBACK", "SELECT id FROM child"),
    VIEW_OF_RENAMED(
            Capability.VIEWS_FOLLOW_COLUMNS,
            "CREATE VIEW numbers AS SELECT id, n FROM child",
            "ALTER TABLE child RENAME COLUMN n TO number",
            "SELECT n FROM numbers");

    /** The child's row has no parent. */
    static final List<String> TABLES = List.of(
            "CREATE TABLE parent (id int NOT NULL PRIMARY KEY)",
            "CREATE TABLE child (id int NOT NULL PRIMARY KEY, parent int, n int)",
            "INSERT INTO child VALUES (1, 7, 0)");

    private final Capability shown;
    private final String script;

    Experiment(Capability shown, String... statements) {
        this.shown = shown;
        this.script = String.join(";\n", statements);
    }

    Capability shown() {
        return shown;
    }

    List<String> statements() {
        return List.of(script.split(";\n"));
    }
}
