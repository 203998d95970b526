$ create add_foreign_key_from_orders_to_companies buyer_id:bigint

ALTER TABLE orders ADD CONSTRAINT orders_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES companies (id);

-- undo
ALTER TABLE orders DROP CONSTRAINT orders_buyer_id_fkey;
