# Steps of ci/test.sh: a heading, a log, a time and a verdict each.

LOGS="$(mktemp -d)"
trap 'rm -rf "$LOGS"' EXIT
NAMES=() TIMES=() VERDICTS=()
FAILED=0

# step NAME COMMAND…: runs it, shows and keeps what it prints.
step() {
    local name=$1 start=$SECONDS code
    shift
    printf '\n=== %s\n' "$name"
    "$@" 2>&1 | tee "$LOGS/${#NAMES[@]}"
    code=${PIPESTATUS[0]}
    NAMES+=("$name") TIMES+=($((SECONDS - start)))
    if [ "$code" -eq 0 ]; then
        VERDICTS+=("ok")
    else
        VERDICTS+=("FAILED ($code)")
        FAILED=1
    fi
    printf -- '--- %s: %s, %d s\n' "$name" "${VERDICTS[-1]}" "${TIMES[-1]}"
    return "$code"
}

# must NAME COMMAND…: a step without which the others make no sense.
must() {
    step "$@" || finish
}

# missing NAME…: steps that could not run, because the program was not built.
missing() {
    local name
    for name in "$@"; do
        NAMES+=("$name") TIMES+=(0) VERDICTS+=("NOT RUN: the program was not built")
    done
    FAILED=1
}

# The closing lines of the test runners, the times, and the verdict.
finish() {
    local i
    printf '\n=== Closing lines\n'
    for i in "${!NAMES[@]}"; do
        case ${NAMES[i]} in
            Tests) grep -hE '^test result:|^error: test failed' "$LOGS/$i" ;;
            Browser) awk '/^(ℹ|#) (tests|pass|fail|cancelled|skipped) / { n[$2] += $3 }
                END { printf "tests %d, pass %d, fail %d, cancelled %d, skipped %d\n", n["tests"], n["pass"], n["fail"], n["cancelled"], n["skipped"] }' "$LOGS/$i" ;;
        esac
    done
    printf '\n=== Steps\n'
    for i in "${!NAMES[@]}"; do
        printf '%5d s  %s: %s\n' "${TIMES[i]}" "${NAMES[i]}" "${VERDICTS[i]}"
    done
    printf '%5d s  in all\n' "$SECONDS"
    if [ "$FAILED" -eq 0 ]; then echo 'PASSED'; else echo 'FAILED'; fi
    exit "$FAILED"
}
