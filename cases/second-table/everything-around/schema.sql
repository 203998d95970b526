DO $$ BEGIN CREATE ROLE corpus_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE clubs (id integer PRIMARY KEY);
INSERT INTO clubs SELECT generate_series(0, 9);
CREATE TABLE users (
  id integer GENERATED ALWAYS AS IDENTITY (INCREMENT BY 1 CACHE 5) PRIMARY KEY,
  n integer NOT NULL DEFAULT 5,
  told text,
  club integer REFERENCES clubs ON DELETE SET NULL,
  boss integer CONSTRAINT to_boss REFERENCES users DEFERRABLE,
  double integer GENERATED ALWAYS AS (n * 2) STORED,
  seen timestamptz DEFAULT now(),
  CONSTRAINT positive CHECK (n >= 0)
) WITH (fillfactor = 80, autovacuum_enabled = false);
CREATE INDEX users_n ON users (n DESC NULLS LAST) WITH (fillfactor = 90) WHERE n < 500;
CREATE UNIQUE INDEX users_told ON users (lower(told)) WHERE told IS NOT NULL;
CREATE STATISTICS users_n_club (dependencies) ON n, club FROM users;
ALTER TABLE users ALTER COLUMN n SET STATISTICS 250;
ALTER TABLE users ALTER COLUMN told SET STORAGE EXTERNAL;
COMMENT ON TABLE users IS 'who we know';
COMMENT ON COLUMN users.n IS 'a number';
COMMENT ON CONSTRAINT positive ON users IS 'no debts';
COMMENT ON INDEX users_n IS 'by number';
GRANT SELECT, INSERT (told) ON users TO corpus_reader;
GRANT UPDATE ON users TO PUBLIC;
CREATE TABLE visits (id integer PRIMARY KEY, user_id integer NOT NULL CONSTRAINT visits_user REFERENCES users ON DELETE CASCADE);
CREATE TABLE audit (what text);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit VALUES (TG_OP); RETURN NULL; END $$;
CREATE TRIGGER noted AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION noted();
CREATE FUNCTION lowered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.told := lower(NEW.told); RETURN NEW; END $$;
CREATE TRIGGER lowered BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION lowered();
CREATE TRIGGER asleep AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION noted();
ALTER TABLE users DISABLE TRIGGER asleep;
CREATE VIEW tellers WITH (security_barrier) AS SELECT told, seen FROM users WHERE told IS NOT NULL;
CREATE VIEW late AS SELECT told FROM tellers;
GRANT SELECT ON tellers TO corpus_reader;
CREATE POLICY reading ON users FOR SELECT TO corpus_reader USING (n > 0);
CREATE POLICY never ON users AS RESTRICTIVE TO corpus_reader USING (n < 1000) WITH CHECK (n < 1000);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE PUBLICATION corpus_users FOR TABLE users;
