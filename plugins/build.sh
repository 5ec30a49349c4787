#!/usr/bin/env bash
# Builds our plugins and the hostile guests of the tests into components: build.sh <output directory>
#
# Writes <output>/<plugin>.wasm and <output>/hostile/<name>.wasm. Does nothing when nothing changed since the last time.
# `lares-plugin` chooses the compiler: rustup's when it has the wasm target, else Debian's (see sdk/cli/src/toolchain.rs).
set -euo pipefail

out=${1:?usage: build.sh <output directory>}
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$out/hostile"
out=$(cd "$out" && pwd)
stamp=$out/.built
plugins=(pricing-rules coupons)
sources=("$root/plugins" "$root/sdk" "$root/tests/plugins/hostile")

current() {
  [[ -e $stamp ]] || return 1
  for plugin in "${plugins[@]}"; do
    [[ -e $out/$plugin.wasm ]] || return 1
  done
  for source in "$root"/tests/plugins/hostile/examples/*.rs; do
    [[ -e $out/hostile/$(basename "$source" .rs).wasm ]] || return 1
  done
  [[ -z $(find "${sources[@]}" -name target -prune -o -type f -newer "$stamp" -print -quit) ]]
}

if current; then
  exit 0
fi

begun=$(mktemp)
trap 'rm -f "$begun"' EXIT

cargo build --locked --manifest-path "$root/sdk/Cargo.toml" --package lares-plugin --target-dir "$root/sdk/target"
tool=$root/sdk/target/debug/lares-plugin

# One target directory for all guests, so that Debian's standard library is built once.
export CARGO_TARGET_DIR=$root/plugins/target
for plugin in "${plugins[@]}"; do
  "$tool" build "$root/plugins/$plugin" "$out/$plugin.wasm"
done
for source in "$root"/tests/plugins/hostile/examples/*.rs; do
  name=$(basename "$source" .rs)
  "$tool" build "$root/tests/plugins/hostile" "$out/hostile/$name.wasm" --example "$name"
done

# As old as the beginning, so that what was edited meanwhile is built the next time.
touch -r "$begun" "$stamp"
