# The help of the command line

help = Casebook turns Markdown records in git into a searchable static site and monthly assessment reports
help-examples =
    Without a command, builds and serves the knowledge base here (http://127.0.0.1:8080/).

    Often used:
      casebook init kb                start a knowledge base
      casebook new fault "Title" --system gwgl
      casebook check                  check all records
      casebook search ORA-12519       search everything
      casebook report 2023-09         assess a month
      casebook report F-20230911-01   a record's Word form
help-knowledge-base = the knowledge base (default: this folder, or the nearest one above with a casebook.yaml)
help-lang = language of the answer: zh-CN or en
help-color = whether to use colours
help-quiet = print the answer only
help-verbose = say more
help-init = start a small working knowledge base; in a folder that is not empty, add only what is missing
help-init-dir = the folder
help-init-empty = without sample records
help-new = write a record from the template of its kind, and print its path
help-new-kind = the kind: its ID, folder or name, such as fault, faults or Fault report
help-new-title = the title; for an assessment the month, such as 2023-10
help-new-system = the system, by ID or name
help-new-fields = set a field, repeatable: --field severity=minor
help-import = write records from CSV, XLSX or an export of the QQ client; importing a file again adds nothing
help-import-file = what is imported: .csv, .xlsx, or the .txt that the QQ client exports
help-import-kind = the kind of the records: its ID, folder or name, such as case
help-import-map = the map (YAML): which column gives which field
help-import-dry-run = list the records that would be written, and write none
help-check = check the records: all findings, each at its place
help-check-paths = only findings in these files or folders
help-check-format = how findings are shown
help-check-strict = exit 1 for warnings too
help-explain = explain a rule
help-explain-rule = the name of the rule
help-rules = list all rules
help-build = make the site, its index and the months' pages
help-build-out = where the site goes (default site/)
help-build-audience = for whom the site is: public, internal or restricted (all records, the default); of records that are not for them no trace is left
help-build-as-of = judge what still runs as of this instant
help-build-base-url = the address of the site, for the sitemap and the 404 page
help-build-jobs = how many threads
help-build-no-cache = leave the cache and the index aside
help-build-cache = where the cache is (default .casebook/)
help-build-no-search = make no search index
help-build-strict = exit 1 for any finding
help-build-timings = say how long each stage took
help-serve = serve the site while it is written, and reload the browser
help-serve-addr = the address; an error if its port is taken (without it 127.0.0.1:8080, or the next free port)
help-serve-open = open a browser
help-serve-poll = poll instead of being notified (network drives)
help-search = search everything
help-search-query = words; filters are system: kind: region: tag: month: from: to:
help-search-kind = only this kind
help-search-system = only this system
help-search-from = not before this day
help-search-to = not after this day
help-search-limit = at most so many, 0 for all
help-search-format = how the answer is shown
help-search-explain = say how the answer came about
help-clock = compute a due time, elapsed service time, and whether it was kept
help-clock-from = the start, such as "2023-09-28 17:45"
help-clock-to = the end
help-clock-limit = the limit, such as "30 minutes" or "1 workday"
help-clock-reading = how workdays are read: civil-code, same-time, service-hours or wall
help-clock-counts = whether minutes and hours count in service time (service) or always (wall)
help-clock-pending = a span A/B that does not count, repeatable
help-clock-contract = the calendar of this contract.yaml
help-clock-format = how the answer is shown
help-report = assess a month (HTML, PDF, Excel and assessment.json), or make the Word form of a record, such as a fault report
help-report-what = a month, such as 2023-09, or the ID of a record, such as F-20230911-01
help-report-out = where it goes (default reports/<month>/); for a record a file too (default reports/<ID>.docx)
help-report-format = how the answer is shown
help-report-seal = seal: write MANIFEST.json and never rewrite the report
help-report-correct = correct a sealed month, with the reason; makes <month>-correction-1
help-verify = verify sealed reports, or a deployed site
help-verify-month = only this month
help-verify-site = verify the site in this folder by its manifest.json
help-verify-format = how the answer is shown
help-query = ask the ledger in SQL
help-query-sql = the query (read-only)
help-query-schema = list all tables and columns
help-query-contract = this contract.yaml; the tables of records are empty
help-query-as-of = judge what still runs as of this instant
help-query-params = a parameter of the query, repeatable: --param month=2023-09
help-query-format = how the answer is shown
help-query-out = write it to a file
help-history = who changed a record when, and what
help-history-id = the ID of the record; it may be deleted
help-history-format = how the answer is shown
help-changes = what was changed: in a month, or between two versions
help-changes-since = from this version on: a commit, a tag, a branch, or a sealed month such as 2023-09
help-changes-until = up to this version (default: the files as they are)
help-changes-month = what was committed in this month, such as 2023-09
help-changes-format = how the answer is shown
help-fmt = put the fields of records in the order of their kind; not a byte of what they say changes
help-fmt-paths = only these files or folders
help-fmt-check = change nothing; exit 1 where a file is not in order
help-schema = print the JSON Schema of a kind's fields, for editors to complete and check by
help-schema-kind = the kind: ID, folder or name
help-templates = list the built-in files that a knowledge base may have its own in place of, or print one
help-templates-path = a path of the list; all are listed without it
help-lsp = serve an editor (Language Server Protocol): findings, completion and definitions while one writes
help-completions = print the script that completes the command line
help-completions-shell = the shell
help-complete = what the completion scripts ask
help-complete-apart = words are parted at equals signs and colons
help-complete-words = the words of the line
help-man = print the pages of the manual for man
help-man-of = only the page about this command, such as check or hook install
help-man-out = write them as files into this folder

# What the command line says of every command
args-usage = Usage:
args-commands = Commands
args-arguments = Arguments
args-options = Options
args-help = Print help
args-version = Print version
args-default = [default: { $values }]
args-possible = [possible values: { $values }]

# What is wrong with a command line
mistake-argument = there is no argument `{ $argument }`
mistake-command = there is no command `{ $command }`
mistake-missing = { $argument } is missing
mistake-no-value = `{ $argument }` has no value
mistake-value = `{ $argument }` cannot be `{ $value }`
mistake-values = `{ $argument }` takes no value, and there is `{ $value }`
mistake-conflict = `{ $argument }` cannot go with `{ $other }`
mistake-possible = one of: { $names }
mistake-near = did you mean `{ $names }`?
mistake-help = see `--help`
