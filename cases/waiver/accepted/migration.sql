-- db-migrations: allow=column-rename-breaks-clients reason="no client reads it yet"
ALTER TABLE orders RENAME COLUMN email TO mail;
