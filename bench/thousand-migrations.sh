#!/usr/bin/env bash
# Many small migrations: db-migrations beside psql on the same files.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
count=${1:-1000}
mkdir -p "$work/migrations"
files=()
for i in $(seq 1 "$count"); do
  echo "CREATE TABLE t$i (id bigint PRIMARY KEY, name text NOT NULL);" >"$work/migrations/V${i}__t$i.sql"
  files+=(-f "$work/migrations/V${i}__t$i.sql")
done
each() {
  for i in $(seq 1 "$count"); do
    psql -q -d db_migrations_bench_each -f "$work/migrations/V${i}__t$i.sql"
  done
}
fresh db_migrations_bench
DATABASE_URL=$(url db_migrations_bench)
export DATABASE_URL
ours=$(milliseconds "$program" up -C "$work")
again=$(milliseconds "$program" up -C "$work")
fresh db_migrations_bench_psql
one=$(milliseconds psql -q -d db_migrations_bench_psql "${files[@]}")
fresh db_migrations_bench_each
many=$(milliseconds each)
for d in db_migrations_bench db_migrations_bench_psql db_migrations_bench_each; do
  psql -q -d postgres -c "DROP DATABASE $d"
done
echo "| $count migrations | ms | ours is |"
echo "|---|---|---|"
echo "| db-migrations up | $ours | |"
echo "| psql, all files in one process | $one | $(ratio "$ours" "$one") × |"
echo "| psql, a process for each file | $many | $(ratio "$ours" "$many") × |"
echo "| db-migrations up again | $again | |"
