CREATE TABLE notes (id bigint PRIMARY KEY, body text);
ALTER TABLE notes ADD COLUMN token uuid DEFAULT gen_random_uuid();
ALTER TABLE notes ALTER COLUMN body SET NOT NULL;
ALTER TABLE notes ADD CONSTRAINT notes_body_check CHECK (body <> '');
ALTER TABLE notes ADD CONSTRAINT notes_body_key UNIQUE (body);
UPDATE notes SET body = 'x';
ALTER TABLE notes RENAME TO remarks;
