#!/usr/bin/env bash
# What the queries look like to a freshly migrated database (.sqlx), so that building needs no database.
#
#   sqlx.sh write   asks a throw-away PostgreSQL and replaces .sqlx
#   sqlx.sh check   the same, but fails when .sqlx would change; skipped when no source of it changed since it last passed
set -euo pipefail

mode=${1:?usage: sqlx.sh write|check}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$root"
stamp=target/sqlx.checked

# Every file with a compile-time checked query, wherever it is.
queries() { grep -rlE '\bquery(_as|_scalar)?!' --include='*.rs' platform tests; }

fingerprint() {
  { queries | sort; find migrations .sqlx -type f | sort; ls platform/*/sqlx.toml; } | xargs cat | cksum
}

mkdir -p target .sqlx
if [[ $mode == check && -e $stamp && $(cat "$stamp") == "$(fingerprint)" ]]; then
  exit 0
fi

bin=$("$here/find-postgres.sh") || { echo "no PostgreSQL 15 or newer: make setup" >&2; exit 1; }
work=$(mktemp -d /tmp/lares-sqlx.XXXXXX)
account=()
if [[ $(id -u) == 0 ]]; then
  name=$(id -un postgres 2>/dev/null || echo nobody)
  account=(setpriv "--reuid=$(id -u "$name")" "--regid=$(id -g "$name")" --clear-groups)
  chown "$name" "$work"
fi
as_account() { (cd / && "${account[@]+"${account[@]}"}" "$@"); }
close() {
  as_account "$bin/pg_ctl" -D "$work/data" -s -m immediate stop || true
  rm -rf "$work"
}
trap close EXIT

as_account "$bin/initdb" -D "$work/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null
as_account "$bin/pg_ctl" -D "$work/data" -s -w -l "$work/log" \
  -o "-k $work -p 5432 -c listen_addresses= -c fsync=off -c jit=off -c timezone=UTC" start >/dev/null

run_sql() { PGOPTIONS="-c client_min_messages=warning ${role:-}" "$bin/psql" -X -q -h "$work" -p 5432 -v ON_ERROR_STOP=1 -o /dev/null "$@"; }
run_sql -U postgres -d postgres -f platform/kernel/src/postgres/roles.sql -c 'create database lares owner lares_owner template template0'
run_sql -U postgres -d lares -f platform/kernel/src/postgres/database.sql
for migration in migrations/*.sql; do
  role='-c role=lares_owner' run_sql -U lares_migrator -d lares -1 -f "$migration"
done

# Cargo expands a query again only when its file is newer than the last build.
queries | xargs touch
mkdir "$work/queries"
SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$work/queries \
  DATABASE_URL="postgres://lares_migrator@localhost:5432/lares?host=$work" \
  cargo check --quiet --workspace --all-targets

if [[ $mode == write ]]; then
  rm -rf .sqlx
  cp -R "$work/queries" .sqlx
elif ! diff -r "$work/queries" .sqlx >&2; then
  echo ".sqlx is not what the queries and migrations say: make sqlx" >&2
  exit 1
fi
fingerprint >"$stamp"
