CREATE TABLE "table" ("primary" bigint PRIMARY KEY, "select" text, "from" text);
