ALTER TABLE users MODIFY mail varchar(100) NOT NULL;
