CREATE TABLE "User Data" ("Id" bigint PRIMARY KEY, "e Mail" text);
