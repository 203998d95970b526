$ create change_price_to_bigint_in_items

ALTER TABLE items ALTER COLUMN price TYPE bigint;

-- undo
-- none follows from the name
