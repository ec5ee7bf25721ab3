#!/usr/bin/env bash
# Installs what the tests need and runs all of them: the one set-up for people and for machines.
#
#   ./ci/test.sh
#
# Every step runs, even after one has failed, so that one run tells everything; the script ends non-zero when any
# failed. The build goes where CARGO_TARGET_DIR says (default: target/, shared with `cargo run --release`), tools
# into the user's cache folder.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
. ci/lib.sh

CACHE="${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/casebook"
export TARGET="${CARGO_TARGET_DIR:-$PWD/target}"
export CASEBOOK="$TARGET/release/casebook"
export PATH="$CACHE/tools/bin:$PATH"
mkdir -p "$CACHE" "$TARGET"

clippy() { cargo clippy --locked --release --all-targets -- -D warnings; }
tests() { timeout --kill-after=10 3000 cargo test --locked --release; }

# One file after another. A browser that hangs says nothing about the program: a file that does not end in its time
# runs once more, and then counts. A test that fails, fails.
browser() {
    local file code failed=0
    cd tests/browser || return
    for file in ./*.test.mjs; do
        browse "$file"
        code=$?
        if [ "$code" -eq 124 ]; then
            printf '%s did not end; once more\n' "$file"
            browse "$file"
            code=$?
        fi
        [ "$code" -eq 0 ] || failed=1
    done
    return "$failed"
}

browse() { timeout --kill-after=10 400 node --test --test-reporter=spec "$1"; }

must "System packages" ci/setup/packages.sh
must "Tools" ci/setup/deny.sh "$CACHE/tools"
must "Browser driver" ci/setup/node.sh
step "Format" cargo fmt --check
step "Lints" clippy
step "Licences and advisories" ci/deny.sh
step "Tests" tests
if [ -x "$CASEBOOK" ]; then
    step "Browser" browser
    step "Two builds of one commit" ci/determinism.sh "$CASEBOOK"
else
    missing "Browser" "Two builds of one commit"
fi
finish
