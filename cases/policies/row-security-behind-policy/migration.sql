CREATE POLICY own_orders ON orders USING (email = current_user);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
