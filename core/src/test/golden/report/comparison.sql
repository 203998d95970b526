-- db-migrations plan 1
-- migration   V7 a change
-- file        migrations/V7__a_change.sql
-- server      postgresql 18.6
-- strategy    expand-contract
-- digest      sha256 a8d49f866570f57e9a62da31ac68c56d
-- note        a note

-- ======== migrate

-- 1-compare: do 1-compare
--   lock      ACCESS EXCLUSIVE on public.users, blocks reads and writes
--   undo      nothing to do: it does not show
--   how       in ranges along id, both tables at one instant; rows that differ are written again, until a whole pass finds none
--             by hand the answers must be equal while nobody writes
SELECT count(*) AS total, coalesce(sum(hashfloat8extended((coalesce(pg_catalog.hashint8extended((id)::bigint, 1) # (id)::bigint, '-7046029254386353131'::int8) # coalesce(pg_catalog.hashtextextended(((upper(note))::text)::text COLLATE "C", 2), '4354685564936845354'::int8))::float8, 0)), 0) AS checksum FROM public.orders;
SELECT count(*) AS total, coalesce(sum(hashfloat8extended((coalesce(pg_catalog.hashint8extended(id, 1) # id, '-7046029254386353131'::int8) # coalesce(pg_catalog.hashtextextended((note)::text COLLATE "C", 2), '4354685564936845354'::int8))::float8, 0)), 0) AS checksum FROM public.orders_new;
