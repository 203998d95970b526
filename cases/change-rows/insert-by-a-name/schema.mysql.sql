CREATE TABLE roles (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tenant int NOT NULL,
  name varchar(40) NOT NULL,
  since date NOT NULL DEFAULT '2026-01-01',
  UNIQUE KEY by_name (tenant, name)
);
