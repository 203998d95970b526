ALTER TABLE notes CHANGE customer_id client_id int NOT NULL, CHANGE words remark text, ALGORITHM=INSTANT;
