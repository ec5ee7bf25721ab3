#!/bin/sh
# casebook hook
if [ -x @program@ ]; then
    exec @program@ @arguments@
elif command -v casebook >/dev/null 2>&1; then
    exec casebook @arguments@
fi
printf '%s\n' @missing@ >&2
exit @without@
