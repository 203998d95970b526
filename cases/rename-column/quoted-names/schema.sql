CREATE TABLE "User Data" ("Id" bigint PRIMARY KEY, "e Mail" text DEFAULT 'none', "select" text);
CREATE INDEX "By Mail" ON "User Data" ("e Mail");
