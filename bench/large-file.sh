#!/usr/bin/env bash
# One migration of many INSERT statements, 50 MB unless told otherwise: db-migrations beside psql, each in one transaction.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
count=${1:-457000}
mkdir -p "$work/migrations"
file=$work/migrations/V1__fill.sql
{
  echo 'CREATE TABLE filled (id int PRIMARY KEY, a text, b text);'
  seq 1 "$count" | sed "s/.*/INSERT INTO filled VALUES (&, 'name &; it''s', 'some text of a row that is long enough &');/"
} >"$file"
fresh db_migrations_bench
DATABASE_URL=$(url db_migrations_bench)
export DATABASE_URL
"$program" --version >/dev/null # built before the clock runs
ours=$(milliseconds "$program" up -C "$work")
fresh db_migrations_bench_psql
one=$(milliseconds psql -q -1 -d db_migrations_bench_psql -f "$file")
for d in db_migrations_bench db_migrations_bench_psql; do
  psql -q -d postgres -c "DROP DATABASE $d"
done
echo "| $(($(stat -c %s "$file") / 1000000)) MB, $count statements | ms | ours is |"
echo "|---|---|---|"
echo "| db-migrations up | $ours | |"
echo "| psql -1 | $one | $(ratio "$ours" "$one") × |"
