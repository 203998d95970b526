-- db-migrations plan 1
-- migration   V42 orders
-- file        migrations/V42__orders.sql
-- server      postgresql 18.0
-- strategy    expand-contract
-- digest      sha256 2a0c186de20af971799ce0aaddff8fdb

-- ======== expand

-- 1-add-public-orders-mail-and-keep-it-in-step-with: add public.orders.mail and keep it in step with email
--   lock      ACCESS EXCLUSIVE on public.orders, blocks reads and writes
--   undo      DROP TRIGGER IF EXISTS zz_db_migrations_orders_mail_sync_i ON public.orders;
--             DROP TRIGGER IF EXISTS zz_db_migrations_orders_mail_sync_u ON public.orders;
--             DROP FUNCTION IF EXISTS public.zz_db_migrations_orders_mail_sync();
--             ALTER TABLE public.orders DROP COLUMN IF EXISTS mail;
BEGIN;
SET LOCAL lock_timeout = '500ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.orders ADD COLUMN mail character varying(50);
CREATE FUNCTION public.zz_db_migrations_orders_mail_sync() RETURNS trigger LANGUAGE plpgsql AS $db_migrations$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.mail IS NOT DISTINCT FROM (NULL)::character varying(50) THEN
      NEW.mail := NEW.email;
    ELSIF NEW.mail IS DISTINCT FROM (NEW.email)::character varying(50) THEN
      NEW.email := NEW.mail;
    END IF;
  ELSIF NEW.mail IS DISTINCT FROM OLD.mail THEN
    IF NOT (NEW.email IS DISTINCT FROM OLD.email) OR NEW.mail IS DISTINCT FROM (NEW.email)::character varying(50) THEN
      NEW.email := NEW.mail;
    END IF;
  ELSE
    NEW.mail := NEW.email;
  END IF;
  RETURN NEW;
END
$db_migrations$;
CREATE TRIGGER zz_db_migrations_orders_mail_sync_i BEFORE INSERT ON public.orders FOR EACH ROW WHEN (current_setting('db_migrations.bypass', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION public.zz_db_migrations_orders_mail_sync();
CREATE TRIGGER zz_db_migrations_orders_mail_sync_u BEFORE UPDATE ON public.orders FOR EACH ROW WHEN (current_setting('db_migrations.bypass', true) IS DISTINCT FROM 'on' AND (NEW.mail IS DISTINCT FROM OLD.mail OR NEW.email IS DISTINCT FROM OLD.email OR NEW.mail IS NULL)) EXECUTE FUNCTION public.zz_db_migrations_orders_mail_sync();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_db_migrations_orders_mail_sync_i;
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_db_migrations_orders_mail_sync_u;
COMMIT;

-- ======== migrate

-- 2-backfill-public-orders-mail: backfill public.orders.mail
--   undo      nothing to do: the values go with the column
--   how       in batches along id, each in a transaction of its own; by hand all in one
BEGIN;
SET LOCAL db_migrations.bypass = 'on';
UPDATE public.orders SET mail = email WHERE mail IS NULL AND (email) IS NOT NULL;
COMMIT;

-- 3-gather-statistics-of-public-orders-mail: gather statistics of public.orders.mail
--   lock      SHARE UPDATE EXCLUSIVE on public.orders, blocks other schema changes
--   undo      nothing to do: it only proves what is there
BEGIN;
SET LOCAL lock_timeout = '2000ms';
ANALYZE public.orders (mail);
COMMIT;

-- ======== verify

-- 4-compare-public-orders-email-and-mail: compare public.orders.email and mail
--   undo      nothing to do: it only reads
--   how       the answer must be 0
SELECT count(*) FROM public.orders WHERE mail IS DISTINCT FROM email::character varying(50) AND email IS DISTINCT FROM mail::character varying(50);

-- ======== contract
-- gate        no client may use public.orders.email any more

-- 5-let-public-orders-email-take-the-name-mail: let public.orders.email take the name mail
--   lock      ACCESS EXCLUSIVE on public.orders, blocks reads and writes
--   undo      ALTER TABLE public.orders RENAME COLUMN mail TO email;
BEGIN;
SET LOCAL lock_timeout = '500ms';
SET LOCAL statement_timeout = '5000ms';
LOCK TABLE public.orders IN ACCESS EXCLUSIVE MODE;
DROP TRIGGER IF EXISTS zz_db_migrations_orders_mail_sync_i ON public.orders;
DROP TRIGGER IF EXISTS zz_db_migrations_orders_mail_sync_u ON public.orders;
DROP FUNCTION IF EXISTS public.zz_db_migrations_orders_mail_sync();
ALTER TABLE public.orders DROP COLUMN mail;
ALTER TABLE public.orders RENAME COLUMN email TO mail;
COMMIT;
