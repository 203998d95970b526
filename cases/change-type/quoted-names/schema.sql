CREATE TABLE "User Data" ("Id" bigint PRIMARY KEY, "My N" integer NOT NULL DEFAULT 1 CHECK ("My N" > 0), UNIQUE ("My N"));
