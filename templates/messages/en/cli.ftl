# What commands print

severity-error = error
severity-warning = warning
yes = yes
no = no
cli-no-knowledge-base = this is no knowledge base (there is no casebook.yaml). Start one with `casebook init DIR`, or name one with `-C DIR`
cli-no-path = there is no file or folder `{ $path }`
cli-path-outside = `{ $path }` lies outside the knowledge base
cli-contract = { $path }:{ $line }:{ $column }: { $fault }
cli-argument = { $argument } does not take `{ $written }`, but { $expected }
cli-month = `{ $written }` is no month, such as 2023-09
expected-span = a span A/B such as "2023-09-28 09:00/2023-09-28 10:00"
init-made = started a knowledge base in { $path } with { $files } files
init-nothing = { $path } is a complete knowledge base already; nothing was changed
init-whole-folder = there are Markdown files already, so the whole folder is the content (`content: .` in casebook.yaml)
init-next = next: casebook -C { $path } serve
new-kind = there is no kind `{ $kind }`; there are: { $kinds }
new-field = the kind `{ $kind }` has no field `{ $field }`, the nearest is `{ $near }`
new-system = there is no system `{ $system }`, the nearest is `{ $near }`
new-field-unlike = the kind `{ $kind }` has no field `{ $field }`; there are: { $fields }
new-system-unlike = there is no system `{ $system }`; there are: { $systems }
new-no-title = the title is empty
new-title = the title `{ $title }` cannot be a file name
new-month = the title of an assessment is its month, such as 2023-10, not `{ $title }`
new-exists = { $path } is there already
explain-unknown = there is no rule `{ $rule }`; `casebook rules` lists all
explain-unknown-near = there is no rule `{ $rule }`, the nearest is `{ $near }`; `casebook rules` lists all
search-nothing = nothing found
search-found = { $total } found
search-fallback = no record holds all the words; these { $total } hold some of them
search-meant = did you mean: { $query }
search-renewed = the search index was damaged and was made again ({ $reason })
search-outdated = the search index was made by another version and was made again
search-filter = the filter `{ $written }` means nothing
search-filter-empty = nothing stands behind `{ $word }`, so it is looked for as text; leave no space after the colon, as in system:gwgl
search-filter-time = `{ $word }` is no month or day, so it is looked for as text; write month:2023-05 or from:2023-05-01
clock-due = due: { $due } ({ $weekday })
clock-verdict = elapsed: { $elapsed }  late: { $late }  result: { $status }
clock-backwards = the end { $to } is before the beginning { $from }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
status-met = met
status-breached = breached
status-running = running
status-exempt = exempt
status-unknown = unknown
build-done = the site is in { $path } ({ $pages } files, { $written } written, { $removed } removed)
build-findings = the records have { $errors } errors and { $warnings } warnings; `casebook check` shows them
build-restricted = the site holds { $count } restricted records, marked on their pages; do not publish it to readers who may not see them
build-audience = building for an audience is not supported yet (--audience { $audience }); nothing was made
build-out-inside = `{ $path }` lies in the folder { $folder } of the knowledge base itself, which is no place for the site; nothing was made
build-not-ours = `{ $path }` was made by no build and was left as it is; move it away, or choose another folder with --out
build-month-skipped = { $month } could not be assessed: { $reason }
stage-index = indexing
stage-pages = making pages
timing = { $stage }: { $milliseconds } ms
query-fault = the query failed: { $detail }
query-xlsx-out = xlsx goes into a file: add --out FILE
report-no-sheet = contract.yaml has no score sheet, so nothing can be assessed
report-no-records = no record is of { $month }, so there is nothing to assess; to assess a quiet month, begin its record with `casebook new assessment { $month }`
report-done = { $month }: { $score } points{ $grade }, state: { $state }; written to { $path }
report-query = the query of { $item } failed: { $detail }
report-not-covered = the calendar has no holidays for { $year }; add them under `calendar` in contract.yaml
report-no-pdf = this build of the program makes no PDF: no report.pdf was written
report-draft = draft: { $items } have no manual score yet; `casebook new assessment { $month }` writes the record to fill in
form-done = { $kind } of { $id }: written to { $path }
form-unknown = `{ $written }` is neither a month, such as 2023-09, nor the ID of a record
form-unknown-near = `{ $written }` is neither a month, such as 2023-09, nor the ID of a record; was `{ $near }` meant?
form-none = { $id } is of the kind “{ $kind }”, which has no Word form; to have one, write document: true in templates/kinds/{ $name }/kind.yaml
form-draft = { $id } is a draft and has no form; delete draft: true when it is complete
form-option = { $option } is for months, not for single records
state-draft = draft
state-scored = scored
state-appealed = under appeal
state-final = final
serving = serving { $url } (Ctrl-C ends it)
expected-address = an address and port such as 127.0.0.1:8080

# Help for editors
fmt-refused = { $path } has errors and stays as it is; mend what `casebook check` shows first
fmt-done = { $count ->
    [one] { $count } file put in order
   *[other] { $count } files put in order
 }
fmt-would = { $count ->
    [one] { $count } file is not in order
   *[other] { $count } files are not in order
 }
schema-about = the fields of records in { $folder }/
schema-text = text
schema-choice = one of these values
schema-date = a day, such as 2023-09-01
schema-datetime = a time, such as 2023-09-01 09:30
schema-month = a month, such as 2023-09
schema-number = a number
schema-boolean = true or false
schema-person = a person
schema-system = a system
schema-region = a region
schema-ref = the ID of a record
schema-rows = rows
schema-unit = unit: { $unit }
