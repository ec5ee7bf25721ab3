#!/usr/bin/env bash
# determinism.sh CASEBOOK: builds one commit in two folders, under two names, time zones, locales and numbers of
# threads, and fails when a byte of the site or of a report differs.
set -euo pipefail

casebook=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
months=(2023-08 2023-09 2023-10)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# make DIR ZONE LOCALE JOBS
make() {
    local dir="$work/$1" month
    mkdir -p "$dir/home"
    git clone --quiet --no-local "$root" "$dir/kb"
    (
        export HOME="$dir/home" TZ="$2" LC_ALL="$3" LANG="$3"
        "$casebook" -q -C "$dir/kb" build --jobs "$4" --out "$dir/site"
        for month in "${months[@]}"; do
            "$casebook" -q -C "$dir/kb" report "$month" --out "$dir/reports/$month"
        done
    )
}

make one UTC C.UTF-8 1
make "another folder, 另一处" America/New_York POSIX 2

same=0
for part in site reports; do
    diff -rq "$work/one/$part" "$work/another folder, 另一处/$part" || same=1
    count=$(find "$work/one/$part" -type f | wc -l)
    [ "$count" -gt 0 ] || { echo "$part: no file was written"; same=1; }
    echo "$part: $count files compared"
done
exit "$same"
