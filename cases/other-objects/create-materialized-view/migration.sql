CREATE MATERIALIZED VIEW adults AS SELECT id, mail FROM users WHERE age > 17;
CREATE UNIQUE INDEX adults_id ON adults (id);
