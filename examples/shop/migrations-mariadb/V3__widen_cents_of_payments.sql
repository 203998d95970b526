ALTER TABLE payments MODIFY cents bigint NOT NULL;
