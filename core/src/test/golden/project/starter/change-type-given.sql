$ create change_price_to_numeric_in_items price:numeric(10,2)

ALTER TABLE items ALTER COLUMN price TYPE numeric(10,2);

-- undo
-- none follows from the name
