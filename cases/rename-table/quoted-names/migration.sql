ALTER TABLE "User Data" RENAME TO "order";
