DO $$ BEGIN INSERT INTO users (mail, age) VALUES ('do', 1); END $$;
