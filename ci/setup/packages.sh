#!/usr/bin/env bash
# A browser, Chinese fonts and Node.js from the system's packages; only what is missing is installed.
set -euo pipefail

fail() {
    echo "error: $1" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

for tool in cargo git cc; do
    have "$tool" || fail "\`$tool\` is missing; install Rust (https://rustup.rs), git and a C compiler first"
done

wanted=()
have chromium || have chromium-browser || have google-chrome || wanted+=(chromium)
if ! have fc-list || [ -z "$(fc-list :lang=zh-cn family)" ]; then wanted+=(fontconfig fonts-noto-cjk); fi
have node || wanted+=(nodejs)
have npm || wanted+=(npm)
if [ "${#wanted[@]}" -eq 0 ]; then
    echo "nothing to install"
    exit 0
fi

have apt-get || fail "missing: ${wanted[*]}; install them with this system's package manager"
root=()
if [ "$(id -u)" -ne 0 ]; then
    have sudo || fail "missing: ${wanted[*]}; installing them takes root: run \`apt-get install ${wanted[*]}\` as root"
    root=(sudo)
fi
echo "installing: ${wanted[*]}"
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq
"${root[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
