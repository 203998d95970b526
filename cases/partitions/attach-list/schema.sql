CREATE TABLE visits (id bigint, country text NOT NULL) PARTITION BY LIST (country);
CREATE TABLE visits_us PARTITION OF visits FOR VALUES IN ('us');
CREATE TABLE visits_eu (id bigint, country text NOT NULL);
