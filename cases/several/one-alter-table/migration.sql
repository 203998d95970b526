ALTER TABLE orders
  ADD COLUMN note text,
  ALTER COLUMN email SET NOT NULL,
  ALTER COLUMN total TYPE bigint,
  DROP COLUMN status;
