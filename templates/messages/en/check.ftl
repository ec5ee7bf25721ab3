# How findings are shown

check-error = error
check-warning = warning
check-help = help
check-clean = no findings
check-summary = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    } and { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    } in { $files ->
        [one] 1 file
       *[other] { $files } files
    }
