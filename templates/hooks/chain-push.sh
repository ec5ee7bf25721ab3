t=$(mktemp) && cat >"$t" && @program@ @arguments@ <"$t" || exit 1; exec <"$t"; rm -f "$t"
