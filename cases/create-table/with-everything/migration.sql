CREATE TABLE user_preferences (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_name text NOT NULL UNIQUE,
  volume integer NOT NULL DEFAULT 5 CHECK (volume BETWEEN 0 AND 11),
  theme text
);
CREATE INDEX user_preferences_theme_idx ON user_preferences (theme);
COMMENT ON TABLE user_preferences IS 'what users like';
INSERT INTO user_preferences (user_name) VALUES ('first');
ALTER TABLE user_preferences ADD COLUMN token uuid DEFAULT gen_random_uuid();
ALTER TABLE user_preferences DROP COLUMN token;
