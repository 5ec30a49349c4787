#!/usr/bin/env bash
# Builds what the browser loads (platform/views/assets/dist); does nothing when nothing changed since the last time.
set -euo pipefail

views=$(cd "$(dirname "$0")/../../platform/views" && pwd)
cd "$views/assets"
stamp=node_modules/.lares-built

# Templates count: Tailwind keeps the classes it finds in them.
if [[ -e $stamp && -e dist/app.css && -z $(find src build.mjs package-lock.json .npmrc ../templates -newer "$stamp" -print -quit) ]]; then
  exit 0
fi
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  npm ci --ignore-scripts --no-audit --no-fund
  touch node_modules/.package-lock.json
fi
begun=$(mktemp)
trap 'rm -f "$begun"' EXIT
npm run --silent build
touch -r "$begun" "$stamp"
