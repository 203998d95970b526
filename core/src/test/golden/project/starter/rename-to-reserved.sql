$ create rename_kind_to_order_in_user

ALTER TABLE "user" RENAME COLUMN kind TO "order";

-- undo
ALTER TABLE "user" RENAME COLUMN "order" TO kind;
