#!/usr/bin/env bash
# `up` with nothing to do, as a whole process on a running server.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
runs=${1:-11}
mkdir -p "$work/migrations"
echo "CREATE TABLE t (id bigint PRIMARY KEY);" >"$work/migrations/V1__t.sql"
fresh db_migrations_bench
DATABASE_URL=$(url db_migrations_bench)
export DATABASE_URL
milliseconds "$program" up -C "$work" >/dev/null
times=$(for _ in $(seq 1 "$runs"); do milliseconds "$program" up -C "$work"; done)
psql -q -d postgres -c "DROP DATABASE db_migrations_bench"
echo "| nothing to do, $runs runs | ms |"
echo "|---|---|"
echo "| fastest | $(sort -n <<<"$times" | head -n 1) |"
echo "| median | $(median <<<"$times") |"
echo "| slowest | $(sort -n <<<"$times" | tail -n 1) |"
