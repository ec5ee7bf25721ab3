# Completion of casebook for bash. The program itself says what may follow.
_casebook() {
    local program="${1/#\~/$HOME}" answer line
    COMPREPLY=()
    answer="$("$program" complete --apart -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" || return 0
    case "${answer%%$'\n'*}" in
        files) compopt -o default; return 0 ;;
        folders) compopt -o dirnames; return 0 ;;
    esac
    while IFS= read -r line; do
        line="${line%%$'\t'*}"
        case "$line" in
            '') continue ;;
            *=) compopt -o nospace ;;
            *[[:space:]\'\"\\\$\`\&\;\|\<\>\(\)\*\?\#\!]*) printf -v line '%q' "$line" ;;
        esac
        COMPREPLY+=("$line")
    done <<< "${answer#*$'\n'}"
}
complete -o nosort -F _casebook casebook 2>/dev/null || complete -F _casebook casebook
