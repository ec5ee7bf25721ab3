# Completion of casebook for bash. The program itself says what may follow.
_casebook() {
    local program="${1/#\~/$HOME}" answer sort line end
    # Whatever the shell would read, in the order that a set of characters asks for.
    local special=$'[][ \t\'"\\\\$`&;|<>()*?#!{}~^]'
    COMPREPLY=()
    answer="$("$program" complete --apart -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" || return 0
    sort="${answer%%$'\n'*}"
    case "$sort" in
        files) answer=$'\n'"$(compgen -f -- "$2")" ;;
        folders) answer=$'\n'"$(compgen -d -- "$2")" ;;
    esac
    # The shell itself quotes the names of files.
    [[ "$sort" == values ]] || compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
        line="${line%%$'\t'*}"
        [[ -n "$line" ]] || continue
        end=""
        if [[ "$sort:$line" == values:*= ]]; then
            compopt -o nospace 2>/dev/null
            line="${line%=}" end="="
        fi
        [[ "$sort" != values || "$line" != *$special* ]] || printf -v line '%q' "$line"
        COMPREPLY+=("$line$end")
    done <<< "${answer#*$'\n'}"
}
complete -o nosort -F _casebook casebook 2>/dev/null || complete -F _casebook casebook
