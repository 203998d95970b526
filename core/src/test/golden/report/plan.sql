-- db-migrations plan 1
-- migration   V42 orders
-- file        migrations/V42__orders.sql
-- server      postgresql 18.0
-- strategy    online
-- digest      sha256 8aeb4d33e050e6e2894a77af3168ec12
-- note        from its plan on, a client that writes NULL into public.orders.email fails

-- before all: there must be no NULL in public.orders.email
SELECT count(*) FROM public.orders WHERE email IS NULL;

-- ======== migrate

-- 1-add-not-null-to-public-orders-email-for-new-rows: add NOT NULL to public.orders.email for new rows
--   lock      ACCESS EXCLUSIVE on public.orders, blocks reads and writes
--   undo      ALTER TABLE public.orders DROP CONSTRAINT orders_email_not_null;
BEGIN;
SET LOCAL lock_timeout = '500ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.orders ADD CONSTRAINT orders_email_not_null NOT NULL email NOT VALID;
COMMIT;

-- 2-validate-not-null-of-public-orders-email: validate NOT NULL of public.orders.email
--   lock      SHARE UPDATE EXCLUSIVE on public.orders, blocks other schema changes
--   undo      nothing to do: it only proves what is there
BEGIN;
SET LOCAL lock_timeout = '2000ms';
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_email_not_null;
COMMIT;

-- 3-build-index-orders-total-idx-on-public-orders-wh: build index orders_total_idx on public.orders while rows are written
--   lock      SHARE UPDATE EXCLUSIVE on public.orders, blocks other schema changes
--   undo      DROP INDEX CONCURRENTLY IF EXISTS public.orders_total_idx;
--   how       outside a transaction; it may wait for old ones to end
CREATE INDEX CONCURRENTLY orders_total_idx ON public.orders (total);
