# What commands print

severity-error = error
yes = yes
no = no
cli-no-knowledge-base = this is no knowledge base (there is no casebook.yaml). Start one with `casebook init DIR`, or name one with `-C DIR`
cli-no-path = there is no file or folder `{ $path }`
cli-path-outside = `{ $path }` lies outside the knowledge base
cli-contract = { $path }:{ $line }:{ $column }: { $fault }
cli-argument = { $argument } does not take `{ $written }`, but { $expected }
cli-month = `{ $written }` is no month, such as 2023-09
expected-span = a span A/B such as "2023-09-28 09:00/2023-09-28 10:00"
expected-epoch = seconds since 1970, such as 1698742800
init-made = started a knowledge base in { $path } with { $files ->
    [one] 1 file
   *[other] { $files } files
 }
init-commit = Start the knowledge base
init-nothing = { $path } is a complete knowledge base already; nothing was changed
init-apart = there are Markdown files, and none of them is a record: they do not lie in the folder that casebook.yaml names (`content`, or where nothing is said `content/`); for the whole folder write `content: .`
no-records = no records: there is no folder `{ $path }`, or no Markdown in it
no-records-seen = there is no record that these readers may see: { $count ->
    [one] the only one is
   *[other] all { $count } are
} kept from them
git-unread = `{ $path }` cannot be opened, so all is done as without git: there is no history, and nobody knows who changed what
git-shallow = this is a shallow clone: what was before { $day } is unknown; to fetch it, run `git fetch --unshallow`
init-whole-folder = there are Markdown files already, so the whole folder is the content (`content: .` in casebook.yaml)
init-next = next: casebook -C { $path } serve
new-kind = there is no kind `{ $kind }`; there are: { $kinds }
new-field = the kind `{ $kind }` has no field `{ $field }`, the nearest is `{ $near }`
new-value = field `{ $field }`: { $fault }
new-value-help = field `{ $field }`: { $fault }; { $help }
new-system = there is no system `{ $system }`, the nearest is `{ $near }`
new-field-unlike = the kind `{ $kind }` has no field `{ $field }`; there are: { $fields }
new-system-unlike = there is no system `{ $system }`; there are: { $systems }
new-no-title = the title is empty
new-title = the title `{ $title }` cannot be a file name
new-month = the title of an assessment is its month, such as 2023-10, not `{ $title }`
new-exists = { $path } is there already
explain-unknown = there is no rule `{ $rule }`; `casebook rules` lists all
explain-unknown-near = there is no rule `{ $rule }`, the nearest is `{ $near }`; `casebook rules` lists all
templates-unknown = there is no built-in `{ $path }`; `casebook templates` lists all
templates-unknown-near = there is no built-in `{ $path }`, the nearest is `{ $near }`; `casebook templates` lists all
search-nothing = nothing found
search-found = { $total } found
search-fallback = no record holds all the words; records with some of them: { $total }
search-apart = no record says it just so; “{ $query }” finds { $total }
search-meant = did you mean: { $query }
search-renewed = the search index was damaged and was made again ({ $reason })
search-outdated = the search index was made by another version and was made again
search-limit = the limit `{ $written }` is no number
search-filter = the filter `{ $written }` means nothing
search-filter-day = the filter `{ $written }` is no month or day; write 2023, 2023-05 or 2023-05-01
search-filter-empty = nothing stands behind `{ $word }`, so it is looked for as text; leave no space after the colon, as in system:gwgl
search-filter-time = `{ $word }` is no month or day, so it is looked for as text; write month:2023-05 or from:2023-05-01
search-filter-name = there is no condition `{ $word }`, so it is looked for as text; there are system, kind, region, tag, month, from, to
clock-due = due: { $due } ({ $weekday })
clock-verdict = elapsed: { $elapsed }  late: { $late }  result: { $status }
clock-meant = { $fault }; write `{ $meant }`
changes-of-what = the changes of what time? Give a month with --month 2023-09, or a revision with --since
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
build-findings = the records have { $errors ->
    [one] 1 error
   *[other] { $errors } errors
 } and { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
 }; `casebook check` shows them
build-restricted = the site holds { $count ->
    [one] 1 restricted record, marked on its page
   *[other] { $count } restricted records, marked on their pages
 }; do not publish it to readers who may not see them
build-audience = there is no audience `{ $audience }`: write public, internal or restricted; nothing was made
build-withheld = the site is for { $audience }: { $count ->
    [one] 1 record that is not for that audience was
   *[other] { $count } records that are not for that audience were
 } left out, and so were the pages of months and assessments
build-doubts = the site for { $audience } was not made: { $errors ->
    [one] 1 error in casebook.yaml and templates/kinds leaves
   *[other] { $errors } errors in casebook.yaml and templates/kinds leave
 } it open who may see what; correct them, or build without --audience; nothing was changed
out-inside = `{ $path }` lies in the folder { $folder } of the knowledge base itself, which is no place for what is made; nothing was made
build-base-url = --base-url cannot be `{ $written }`; write { $expected }
not-ours = `{ $path }` was not made by casebook and was left as it is; move it away, or choose another folder with --out
build-waits = another build is under way; waiting for its end
import-waits = another import is under way; waiting for its end
stage-pages = making pages
timing = { $stage }: { $milliseconds } ms
query-fault = the query failed: { $detail }
query-fault-helped = the query failed: { $detail }; { $help }
query-parameter-help = give it one with --param { $name }=VALUE
query-parameter-unknown = the query asks for no parameter { $name }
query-parameter-near = write { $name } behind --param
query-parameter-none = leave this --param out: the query asks for none
query-xlsx-out = xlsx goes into a file: add --out FILE
query-out-settings = `{ $path }` is a file of the configuration, in place of which no result is written
report-no-sheet = contract.yaml has no score sheet, so nothing can be assessed
report-no-records = no record is of { $month }, so there is nothing to assess; to assess a quiet month, begin its record with `casebook new assessment { $month }`
report-done = { $month }: score { $score }{ $grade }, state: { $state }; written to { $path }
report-query = the query of { $item } failed: { $detail }
report-not-covered = the calendar has no holidays for { $year }; add them under `calendar` in contract.yaml
report-out-sealed = `{ $path }` holds a sealed report, into which nothing is written; nothing was made: choose another folder with --out
report-no-pdf = this build of the program makes no PDF: no report.pdf was written
report-draft = draft: { $count ->
    [one] { $items } has
   *[other] { $items } have
 } no manual score yet; `casebook new assessment { $month }` writes the record to fill in
form-done = { $kind } of { $id }: written to { $path }
form-unknown = `{ $written }` is neither a month, such as 2023-09, nor the ID of a record
form-unknown-near = `{ $written }` is neither a month, such as 2023-09, nor the ID of a record; was `{ $near }` meant?
form-none = { $id } is of the kind “{ $kind }”, which has no Word form; to have one, write document: true in templates/kinds/{ $name }/kind.yaml
form-draft = { $id } is a draft and has no form; delete draft: true when it is complete
form-option = { $option } is for months, not for single records
state-running = the month is not over
state-draft = draft
state-scored = scored
state-appealed = under appeal
state-final = final
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
schema-required = required
schema-wanted = wanted
