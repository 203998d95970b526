# Sourced by the benchmarks: where things are, and how to time them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program="$here/../db-migrations"
export NO_COLOR=1
PGUSER=${PGUSER:-postgres}; PGHOST=${PGHOST:-127.0.0.1}; PGPORT=${PGPORT:-5432}
export PGUSER PGHOST PGPORT
command -v psql >/dev/null || { echo "psql is needed for the comparison" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# milliseconds COMMAND…: runs it quietly and prints how long it took
milliseconds() {
  local start end
  start=$(date +%s%N)
  "$@" >"$work/output" 2>&1 || { cat "$work/output" >&2; exit 1; }
  end=$(date +%s%N)
  echo $(((end - start) / 1000000))
}

fresh() {
  psql -q -d postgres -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1" 2>/dev/null
}

url() { echo "postgres://$PGUSER@$PGHOST:$PGPORT/$1"; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
