$ create create_users name:text:index price:numeric(10,2):default=0 at:timestamptz:notnull:default=now()

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text,
    price numeric(10,2) DEFAULT 0,
    at timestamptz DEFAULT now() NOT NULL
);

CREATE INDEX users_name_idx ON users (name);

-- undo
DROP TABLE users;
