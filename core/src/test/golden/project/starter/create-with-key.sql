$ create create_users id:uuid:notnull

CREATE TABLE users (
    id uuid NOT NULL PRIMARY KEY
);

-- undo
DROP TABLE users;
