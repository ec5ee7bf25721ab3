p=@program@; [ -x "$p" ] || p=$(command -v casebook) || p=; if [ -n "$p" ]; then "$p" @arguments@; else printf '%s\n' @missing@ >&2; (exit @without@); fi || exit 1
