CREATE INDEX users_el ON users USING btree (mail COLLATE "C" text_pattern_ops DESC NULLS LAST, age) INCLUDE (id) WITH (fillfactor = 70) WHERE age > 3;
