#!/usr/bin/env bash
# deny.sh DIR: cargo-deny, compiled once into DIR (some four minutes on two cores) unless it is there already.
set -euo pipefail

VERSION=0.20.2

if cargo deny --version 2>/dev/null; then exit 0; fi
# Not into our own target folder: nothing in it is shared.
env -u CARGO_TARGET_DIR cargo install --locked --quiet --root "$1" --version "$VERSION" cargo-deny
cargo deny --version
