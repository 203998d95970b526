CREATE TRIGGER users_name BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name);
