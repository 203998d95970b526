$ create create_users_table email:varchar(255):unique:notnull age:int:null

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(255) NOT NULL,
    age int NULL,
    CONSTRAINT users_email_key UNIQUE (email)
);

-- undo
DROP TABLE users;
