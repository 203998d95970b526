CREATE TABLE visits (id bigint) PARTITION BY HASH (id);
CREATE TABLE visits_1 (id bigint);
