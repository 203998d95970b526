DO $$ BEGIN CREATE ROLE corpus_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA archive;
CREATE TABLE events (
  id serial,
  at integer NOT NULL,
  kind text NOT NULL DEFAULT 'a',
  n integer DEFAULT 5,
  twice integer GENERATED ALWAYS AS (n * 2) STORED,
  CONSTRAINT positive CHECK (n >= 0),
  PRIMARY KEY (id, at, kind)
) PARTITION BY RANGE (at);
CREATE TABLE archive.events_early PARTITION OF events FOR VALUES FROM (MINVALUE) TO (100) WITH (fillfactor = 70);
CREATE TABLE events_middle (kind text CONSTRAINT events_kind_not_null NOT NULL DEFAULT 'middle', n integer DEFAULT 7,
  at integer CONSTRAINT events_at_not_null NOT NULL, id integer CONSTRAINT events_id_not_null NOT NULL,
  twice integer GENERATED ALWAYS AS (n * 2) STORED, CONSTRAINT positive CHECK (n >= 0), CONSTRAINT few CHECK (n < 100000), PRIMARY KEY (kind, id, at));
ALTER TABLE events_middle DROP CONSTRAINT events_middle_pkey;
ALTER TABLE events ATTACH PARTITION events_middle FOR VALUES FROM (100) TO (200);
CREATE TABLE events_late PARTITION OF events FOR VALUES FROM (200) TO (MAXVALUE) PARTITION BY LIST (kind);
CREATE TABLE events_late_a PARTITION OF events_late FOR VALUES IN ('a', 'b');
CREATE TABLE "events late's rest" PARTITION OF events_late DEFAULT WITH (autovacuum_enabled = false);
CREATE INDEX events_n ON events (n DESC) WHERE n < 500;
CREATE INDEX events_middle_own ON events_middle (lower(kind)) WITH (fillfactor = 80);
CREATE INDEX events_late_own ON events_late (n, id);
ALTER INDEX archive.events_early_n_idx SET (fillfactor = 60);
CREATE STATISTICS events_n_kind (dependencies) ON n, kind FROM events;
CREATE STATISTICS events_middle_n_kind (ndistinct) ON n, kind FROM events_middle;
ALTER TABLE events ALTER COLUMN n SET STATISTICS 250;
ALTER TABLE events_middle ALTER COLUMN n SET STATISTICS 300;
ALTER TABLE events_late_a ALTER COLUMN kind SET STORAGE EXTERNAL;
ALTER TABLE events_middle REPLICA IDENTITY FULL;
ALTER TABLE events_middle CLUSTER ON events_middle_own;
COMMENT ON TABLE events IS 'what happened';
COMMENT ON TABLE events_middle IS 'what happened lately';
COMMENT ON COLUMN events_middle.n IS 'a number';
COMMENT ON INDEX events_middle_own IS 'by kind';
COMMENT ON CONSTRAINT few ON events_middle IS 'not many';
GRANT SELECT ON events TO corpus_reader;
GRANT INSERT, SELECT (n) ON events_middle TO corpus_reader;
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER noted AFTER DELETE ON events FOR EACH ROW EXECUTE FUNCTION noted();
CREATE TRIGGER asleep AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION noted();
ALTER TABLE events_middle DISABLE TRIGGER asleep;
CREATE TRIGGER own AFTER INSERT ON events_middle FOR EACH ROW WHEN (NEW.n = 0) EXECUTE FUNCTION noted();
CREATE TRIGGER emptied AFTER TRUNCATE ON events_middle EXECUTE FUNCTION noted();
CREATE VIEW kinds AS SELECT kind, n FROM events WHERE n IS NOT NULL;
CREATE VIEW middle_kinds AS SELECT kind FROM events_middle;
CREATE POLICY reading ON events FOR SELECT TO corpus_reader USING (n > 0);
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE PUBLICATION corpus_events FOR TABLE events WITH (publish = 'insert', publish_via_partition_root = true);
CREATE PUBLICATION corpus_events_middle FOR TABLE events_middle WITH (publish = 'insert');
