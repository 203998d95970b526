#!/usr/bin/env bash
# Installs what the program is measured against, from Debian's packages. Only the benchmarks need it.
set -uo pipefail
sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
command -v apt-get >/dev/null || { echo "there is no apt-get here: install PostgreSQL 15, pg_repack and percona-toolkit yourself" >&2; exit 1; }
$sudo apt-get update -qq || echo "the lists of packages could not be renewed; trying with the ones that are here" >&2
missing=0
for package in postgresql-15 postgresql-15-repack percona-toolkit; do
  if DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then
    echo "$package is there"
  else
    echo "$package could not be installed; the tables say so where it would stand" >&2
    missing=1
  fi
done
exit $missing
