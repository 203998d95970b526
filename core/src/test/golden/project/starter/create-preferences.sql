$ create add_user_preferences_table

CREATE TABLE user_preferences (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

-- undo
DROP TABLE user_preferences;
