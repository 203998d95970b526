ALTER TABLE "table" RENAME COLUMN "select" TO "user";
