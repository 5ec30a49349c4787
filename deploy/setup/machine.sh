#!/usr/bin/env bash
# Installs what this machine lacks to build and run Lares: machine.sh [test]
#
# With `test` also what the checks and the browser tests need. Says and does nothing when all is there. Debian and Ubuntu by
# apt (as root or through sudo), macOS by brew; elsewhere it lists what to install. Rust comes from rustup when that is there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
rust_minor=95
target=wasm32-unknown-unknown
tests=${1:-}

has() { command -v "$1" >/dev/null 2>&1; }

has_postgres() { "$here/find-postgres.sh" >/dev/null; }

has_node() { has node && has npm && (($(node --version | sed -E 's/^v([0-9]+).*/\1/') >= 18)); }

has_rust() {
  local minor
  minor=$(rustc --version 2>/dev/null | sed -nE 's/^rustc 1\.([0-9]+).*/\1/p')
  has cargo && [[ -n $minor ]] && ((minor >= rust_minor))
}

has_rust_checks() { cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; }

has_chromium() { has chromedriver && { has chromium || has google-chrome || [[ -d /Applications/Chromium.app ]]; }; }

has_chinese_font() { [[ $(uname) == Darwin ]] || { has fc-list && [[ -n $(fc-list :lang=zh 2>/dev/null) ]]; }; }

# Whether plugins can be compiled: the standard library of the target, or Debian's compiler with the library's source.
has_wasm() {
  local root
  root=$(rustc --print sysroot 2>/dev/null || true)
  [[ -n $root && -d $root/lib/rustlib/$target/lib ]] && return
  [[ -x /usr/bin/rustc && -x /usr/bin/cargo ]] && has wasm-ld || return 1
  [[ -d $(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library ]]
}

may_install() { [[ $(id -u) == 0 ]] || has sudo; }

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

fresh_lists=
apt() {
  [[ -n $fresh_lists ]] || as_root apt-get update -qq
  fresh_lists=yes
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

apt_knows() { [[ -n $(apt-cache search --names-only "^$1\$") ]]; }

# Debian 12 ships the compiler its browsers need, new enough for us; rustup is in Debian 13 and Ubuntu 24.04.
install_rust_by_apt() {
  [[ -n $fresh_lists ]] || as_root apt-get update -qq
  fresh_lists=yes
  if has rustup; then
    rustup toolchain install stable --profile default
  elif apt_knows rustup; then
    apt rustup
    rustup default stable
  elif apt_knows rustc-web; then
    apt rustc-web cargo-web
  fi
}

install_rust_checks() {
  if has rustup; then
    rustup component add rustfmt clippy
  elif has apt-get && apt_knows rustfmt-web; then
    apt rustfmt-web rust-web-clippy
  fi
}

install_by_apt() {
  local packages=()
  has cc || packages+=(gcc libc6-dev)
  has make || packages+=(make)
  has_postgres || packages+=(postgresql)
  has node || packages+=(nodejs)
  has npm || packages+=(npm)
  if [[ -n $tests ]]; then
    has_chromium || packages+=(chromium chromium-driver)
    has_chinese_font || packages+=(fontconfig fonts-noto-cjk)
  fi
  ((${#packages[@]} == 0)) || apt "${packages[@]}"
  has_rust || install_rust_by_apt
  [[ -z $tests ]] || has_rust_checks || install_rust_checks
  has_wasm || add_wasm_target || apt rustc-web cargo-web rust-web-src lld
}

install_by_brew() {
  has_postgres || brew install postgresql@17
  has_node || brew install node
  if [[ -n $tests ]]; then
    has_chromium || brew install --cask chromium chromedriver
  fi
  if ! has_rust; then
    has rustup || brew install rustup
    rustup default stable
  fi
  [[ -z $tests ]] || has_rust_checks || install_rust_checks
  has_wasm || add_wasm_target
}

add_wasm_target() {
  has rustup && rustup target add "$target" >/dev/null 2>&1
}

missing() {
  has cc || echo "a C compiler (cc)"
  has make || echo "make"
  has_postgres || echo "PostgreSQL 15 or newer, the server (initdb, postgres)"
  has_node || echo "Node.js 18 or newer with npm"
  has_rust || echo "Rust 1.$rust_minor or newer (https://rustup.rs)"
  has_wasm || echo "the Rust target $target (rustup target add $target)"
  if [[ -n $tests ]]; then
    has_rust_checks || echo "rustfmt and clippy (rustup component add rustfmt clippy)"
    has_chromium || echo "Chromium and chromedriver"
    has_chinese_font || echo "a font with Chinese characters (Noto Sans CJK)"
  fi
}

if [[ -n $(missing) ]]; then
  echo "Missing: $(missing | paste -sd ';' - | sed 's/;/; /g')"
  if has apt-get && may_install; then
    install_by_apt
  elif has brew; then
    install_by_brew
  fi
fi
left=$(missing)
if [[ -n $left ]]; then
  printf 'Missing on this machine, and not installed from here; please install, or run this as root:\n%s\n' "$left" >&2
  exit 1
fi
