CREATE TABLE "User Data" ("Id" bigint PRIMARY KEY, "select" text);
