#!/usr/bin/env bash
# The driver of the browser, as package-lock.json fixes it. It brings no browser of its own.
set -euo pipefail

cd "$(dirname "$0")/../../tests/browser"
if [ -f node_modules/.package-lock.json ] && [ node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "nothing to install"
    exit 0
fi
npm ci --no-audit --no-fund --ignore-scripts
