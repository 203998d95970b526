#!/usr/bin/env bash
# `analyze` without a database, as a whole process: one file, and many, of two dangerous statements each.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
count=${1:-1000}
mkdir "$work/migrations"
for i in $(seq 1 "$count"); do
  printf 'ALTER TABLE orders_%d ALTER COLUMN id TYPE bigint;\nCREATE INDEX orders_%d_id ON orders_%d (id);\n' "$i" "$i" "$i" >"$work/migrations/V${i}__m.sql"
done
analysis() { milliseconds "$program" analyze --dialect postgresql --version 17 --fail-on never "$@"; }
analysis "$work/migrations/V1__m.sql" >/dev/null
one=$(for _ in $(seq 1 11); do analysis "$work/migrations/V1__m.sql"; done | median)
many=$(for _ in 1 2 3; do analysis "$work/migrations/*.sql"; done | median)
echo "| files | ms, median |"
echo "|---|---|"
echo "| 1 | $one |"
echo "| $count | $many |"
