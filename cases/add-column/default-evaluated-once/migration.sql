ALTER TABLE orders ADD COLUMN seen_at timestamptz DEFAULT now();
ALTER TABLE orders ADD COLUMN tags text[] DEFAULT ARRAY[]::text[];
ALTER TABLE orders ADD COLUMN extra jsonb DEFAULT '{}'::jsonb;
ALTER TABLE orders ADD COLUMN made_by text DEFAULT current_user;
