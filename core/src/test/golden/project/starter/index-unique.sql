$ create add_unique_index_on_user_settings name

CREATE UNIQUE INDEX user_settings_name_idx ON user_settings (name);

-- undo
DROP INDEX user_settings_name_idx;
