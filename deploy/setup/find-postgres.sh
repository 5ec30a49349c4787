#!/usr/bin/env bash
# Prints the folder of the newest installed PostgreSQL server (15 or newer); fails when there is none.
# The same places as platform/kernel/src/postgres/binaries.rs, for use before anything is built.
set -euo pipefail
shopt -s nullglob

newest=0
folder=
on_path=$(command -v initdb || true)
for candidate in "$(pg_config --bindir 2>/dev/null || true)" ${on_path:+"$(dirname "$on_path")"} \
    /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin /usr/pgsql-*/bin; do
  [[ -x $candidate/initdb && -x $candidate/postgres ]] || continue
  major=$("$candidate/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
  if ((major > newest)); then
    newest=$major
    folder=$candidate
  fi
done
((newest >= 15)) && echo "$folder"
