# Completion of casebook for fish. The program itself says what may follow.
function __casebook_complete
    set -l typed (commandline -opc)
    set -l word (commandline -ct)
    set -l answer ($typed[1] complete -- $typed[2..] $word 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path $word
        case folders
            __fish_complete_directories $word
        case '*'
            printf '%s\n' $answer[2..]
    end
end
complete -c casebook -f -k -a '(__casebook_complete)'
