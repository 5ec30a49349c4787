# The only commands a newcomer needs. Each installs what it lacks; a second run starts in seconds.
.DEFAULT_GOAL := help
.PHONY: help demo test bench setup setup-tests plugins assets sqlx fmt lint check

# Building asks no database: the shapes of all queries are in .sqlx (make sqlx renews them).
export SQLX_OFFLINE := true

# The guests and the SDK are workspaces of their own.
WORKSPACES := . sdk plugins tests/plugins/hostile

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup assets plugins ## The platform with demo companies on http://lares.localhost:8080
	cargo run --bin lares -- demo

test: setup-tests assets plugins check ## All checks and tests, as CI runs them
	cargo test --workspace
	cargo test --manifest-path sdk/Cargo.toml
	cargo test --manifest-path plugins/Cargo.toml

bench: setup assets plugins ## The benchmarks; the report goes to target/bench/report.md
	cargo run --release --package lares-bench

setup: ## Installs what this machine lacks (Debian, Ubuntu, macOS)
	@deploy/setup/machine.sh

setup-tests:
	@deploy/setup/machine.sh test

plugins: setup ## Builds the plugins into target/plugins
	@plugins/build.sh target/plugins

assets: setup ## Builds styles and scripts into platform/views/assets/dist
	@deploy/setup/assets.sh

sqlx: setup assets ## Renews .sqlx after a query or a migration changed
	@deploy/setup/sqlx.sh write

fmt: ## Formats all sources
	@for workspace in $(WORKSPACES); do cargo fmt --all --manifest-path $$workspace/Cargo.toml || exit 1; done

lint: check ## Format, lints, documentation and .sqlx, without the tests

check:
	@for workspace in $(WORKSPACES); do cargo fmt --all --check --manifest-path $$workspace/Cargo.toml || exit 1; done
	@deploy/setup/sqlx.sh check
	cargo clippy --workspace --all-targets -- --deny warnings
	cargo clippy --manifest-path sdk/Cargo.toml --all-targets -- --deny warnings
	cargo clippy --manifest-path plugins/Cargo.toml --all-targets -- --deny warnings
	RUSTDOCFLAGS='--deny warnings' cargo doc --workspace --no-deps --document-private-items
