ALTER TABLE orders ADD COLUMN public_id uuid NOT NULL DEFAULT uuid();
