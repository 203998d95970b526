-- db-migrations: allow=column-rename-breaks-client reason="no client reads it yet"
ALTER TABLE orders RENAME COLUMN email TO mail;
