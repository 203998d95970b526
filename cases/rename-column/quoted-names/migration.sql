ALTER TABLE "User Data" RENAME COLUMN "e Mail" TO "eMail ""2""";
