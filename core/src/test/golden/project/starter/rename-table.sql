$ create rename_users_to_accounts

ALTER TABLE users RENAME TO accounts;

-- undo
ALTER TABLE accounts RENAME TO users;
