#compdef casebook
# Completion of casebook for zsh. The program itself says what may follow.
_casebook() {
    local answer line value
    local -a lines told open
    local tab=$'\t'
    answer="$("${(Q)words[1]/#\~/$HOME}" complete -- "${(Q@)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)" || return 1
    lines=("${(@f)answer}")
    case "${lines[1]}" in
        files) compset -P '-*='; _files; return ;;
        folders) compset -P '-*='; _files -/; return ;;
    esac
    for line in "${(@)lines[2,-1]}"; do
        [[ -n "$line" ]] || continue
        value="${line%%$tab*}"
        # A colon parts a value from what it means, and a backslash keeps it.
        line="${${value//\\/\\\\}//:/\\:}:${line#*$tab}"
        if [[ "$value" == *= ]]; then open+=("$line"); else told+=("$line"); fi
    done
    (( $#told )) && _describe -V -t values casebook told
    (( $#open )) && _describe -V -t fields casebook open -S ''
    (( $#told + $#open ))
}
if [[ "$funcstack[1]" == _casebook ]]; then
    _casebook "$@"
else
    compdef _casebook casebook
fi
