-- db-migrations: allow=table-drop-loses-data reason="it is empty"
ALTER TABLE orders ADD COLUMN seen boolean;
