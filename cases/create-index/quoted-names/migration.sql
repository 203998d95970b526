CREATE INDEX "By Mail" ON "User Data" ("e Mail");
