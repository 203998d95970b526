$ create add_foreign_key_from_orders_to_users

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);

-- undo
ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;
