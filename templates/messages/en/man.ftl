# The pages of the manual (casebook man)

man-manual = Casebook Manual
man-name = Name
man-synopsis = Synopsis
man-description = Description
man-common = Common options
man-values = Values
man-files = Files
man-environment = Environment
man-exits = Exit status
man-examples = Examples
man-see-also = See also
man-unknown = there is no page about a command `{ $command }`
man-unknown-near = there is no page about a command `{ $command }`, perhaps `{ $near }` is meant

man-about-casebook =
    Without a command, builds the knowledge base here, serves it on this machine, prints the address, and loads pages again when a file is saved. Outside a knowledge base, says what to do.
    Results go to standard output, everything else to standard error.
    The page about a command is called casebook-COMMAND, such as casebook-check(1); "casebook man COMMAND" prints one of them.

# What the names of values stand for
man-value-addr = An address with a port, such as 127.0.0.1:8080; 0.0.0.0:8080 lets other machines in.
man-value-audience = Who reads it: public, internal or restricted (all records).
man-value-branch = The name of a branch, such as main; main:FOLDER where the knowledge base is a folder of the repository.
man-value-command = A command, such as check; one below another follows it, such as hook install.
man-value-counting = service (service time) or wall (all time).
man-value-date = A date, such as 2023-09-14; a month (2023-09) or a year (2023) will do.
man-value-dir = A folder. A relative path begins at the folder of -C, without that at this folder.
man-value-dir-file = A folder; for the form of one record, a file (.docx) will do.
man-value-field-value = The name of a field, an equals sign and a value, such as severity=minor; casebook schema KIND lists the fields.
man-value-file = A file. A relative path begins at the folder of -C, without that at this folder.
man-value-from-to = Two times with a slash between them, such as "2023-09-28 18:00/2023-09-28 20:00".
man-value-git = The folder of a git repository, which may be bare.
man-value-id = The ID of a record, which is the name of its file without .md, such as F-20230914-01; of manuals, plans and lists the path below the folder of the kind.
man-value-kind = A kind of records, by ID, folder or name, such as fault, faults or Fault report.
man-value-lang = zh-CN (Simplified Chinese) or en (English).
man-value-limit = A limit: a number and its unit, such as "30 minutes", "4 hours" or "1 workday".
man-value-map-yaml = The map: which column gives which field.
man-value-month = A month, such as 2023-09.
man-value-month-id = A month, such as 2023-09, or the ID of a record, such as F-20230911-01.
man-value-n = A whole number.
man-value-name-value = The name of a parameter, an equals sign and a value, such as month=2023-09; the query says :month.
man-value-path = A file or folder of the knowledge base.
man-value-query = What is looked for: all words that spaces part, "in quotes" to the letter; system: kind: region: tag: month: from: to: narrow it down.
man-value-reading = How a workday is counted: civil-code (from the day after, as the Civil Code of China), same-time (until the same time), service-hours (by service time), wall (by all time).
man-value-reason = Why a sealed month is corrected, which is printed on the correction.
man-value-rev = A revision of git: a commit, a tag or a branch; for changes, a sealed month such as 2023-09 will do.
man-value-rule = A rule, such as link-broken; casebook rules lists them.
man-value-sql = One statement of SQL that only reads (SQLite); casebook query --schema lists tables and columns.
man-value-system = A system, by its ID or name in casebook.yaml.
man-value-template = The path of a built-in file, such as pages/home.html; casebook templates lists them.
man-value-time = A time, such as "2023-09-28 17:45", in the time zone of contract.yaml, or in RFC 3339.
man-value-title = The title; for an assessment the month, such as 2023-10.
man-value-url = The address of the site, such as https://kb.example/.

man-variable-lc-all-lc-messages-lang = The language without --lang: the first of the three that has a value; where that is neither Chinese nor English, the one of casebook.yaml.
man-variable-no-color = With any value, no colours; --color always comes first.
man-variable-source-date-epoch = The time that open matters are judged at, in seconds since 1970; by default the newest time of commits and records. --as-of comes first.
man-variable-casebook-editor = The editor that pages open records in: code, cursor, zed, idea, subl, or an address with {"{path}"}, {"{line}"} and {"{column}"}.
man-variable-visual-editor = Looked at in this order without CASEBOOK_EDITOR.
man-variable-xdg-cache-home = Where nothing can be written in the knowledge base, cache and index lie in casebook below this folder; else below LOCALAPPDATA, else ~/.cache.
man-variable-git-dir = The repository of the hook, set by git, and in a push GIT_QUARANTINE_PATH, GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES.
man-variable-git-index-file = The index that is checked before a commit, set by git.

man-file-casebook-yaml = The configuration: title, languages, systems, regions, people, vocabularies. Its folder is the knowledge base.
man-file-contract-yaml = The contract: time zone, calendar, service hours, clocks, score sheet, payment.
man-file-content = The records, a Markdown file each; the first folder is the kind.
man-file-templates = Templates and kinds of one's own, which take the place of the built-in ones of the same path.
man-file-reports = The monthly assessments, sealed or not.
man-file-site = The built site, which nobody edits.
man-file-casebook = Cache and index, which may be deleted at any time.

man-exit-0 = The command has done its work.
man-exit-2 = The command could not do its work: wrong arguments, files that cannot be read; standard error says why.
man-exit-0-all = No errors; warnings do not count.
man-exit-1-all = There are errors in the records (with --strict, or warnings), or a verification failed.
man-exit-0-check = No errors; warnings do not count.
man-exit-1-check = There are errors; with --strict, or warnings.
man-exit-0-build = The site is made, and the records have no errors; warnings do not count.
man-exit-1-build = The site is made, and the records have errors; with --strict, or warnings.
man-exit-0-search = It was looked for, whatever was found.
man-exit-0-clock = It was counted, late or not.
man-exit-1-import = Some rows are wrong, and nothing was written.
man-exit-1-report = There are errors in the records, and nothing was sealed; or a sealed month differs from what there is now.
man-exit-0-verify = All is as it was.
man-exit-1-verify = Something differs.
man-exit-1-fmt = With --check, some records are not in order; or a file with errors was left alone.
man-exit-1-lsp = The editor left without shutdown.

man-examples-all =
    Start a knowledge base
    $ casebook init kb
    Check the records
    $ casebook check
    Write a fault
    $ casebook new fault "Cannot open a document" --system gwgl
    Assess a month
    $ casebook report 2023-09
man-examples-init =
    With sample records
    $ casebook init kb
    With a configuration only
    $ casebook init kb --empty
man-examples-new =
    A fault, with its severity
    $ casebook new fault "Cannot open a document" --system gwgl --field severity=minor
man-examples-import =
    See what would be written, then write it
    $ casebook import register.xlsx --as case --map map.yaml --dry-run
    $ casebook import register.xlsx --as case --map map.yaml
man-examples-check =
    Check all records
    $ casebook check
    Findings in one folder only, warnings fail
    $ casebook check content/faults --strict
    For the forge
    $ casebook check --format sarif > casebook.sarif
man-examples-explain =
    What a rule asks for
    $ casebook explain link-broken
man-examples-rules =
    All rules
    $ casebook rules
man-examples-build =
    Make the site
    $ casebook build
    Make a site for the public, in another folder
    $ casebook build --audience public --out public
    Make the main branch of a bare repository
    $ casebook build --repo /srv/kb.git --rev main --out /srv/www
man-examples-serve =
    Look at it in the browser
    $ casebook serve --open
    Let others on the network see it
    $ casebook serve --addr 0.0.0.0:8080
man-examples-search =
    A system's trouble with connection pools since September
    $ casebook search 连接池 --system gwgl --from 2023-09-01
man-examples-clock =
    When is a workday over that began on Thursday evening?
    $ casebook clock --from "2023-09-28 17:45" --limit "1 workday"
man-examples-report =
    Assess September
    $ casebook report 2023-09
    Seal it
    $ casebook report 2023-09 --seal
    The Word form of one fault
    $ casebook report F-20230911-01
man-examples-verify =
    All seals
    $ casebook verify
    A copy of the site
    $ casebook verify --site /mnt/site
man-examples-query =
    How many faults each system had
    $ casebook query "SELECT system, count(*) FROM faults GROUP BY 1"
    Those of a month, as a workbook
    $ casebook query "SELECT * FROM faults WHERE month = :month" --param month=2023-09 --out faults.xlsx
man-examples-history =
    Who changed what when
    $ casebook history F-20230911-01
man-examples-changes =
    What was committed in September
    $ casebook changes --month 2023-09
    What was changed since a seal
    $ casebook changes --since 2023-09
man-examples-hook-install =
    Check before each commit
    $ casebook hook install
    Check before a push, and build after it
    $ casebook -C /srv/kb.git hook install --server --out /srv/www
man-examples-hook-remove =
    Remove our hooks
    $ casebook hook remove
man-examples-fmt =
    Put the fields of all records in order
    $ casebook fmt
    See whether they are
    $ casebook fmt --check
man-examples-schema =
    For VS Code
    $ casebook schema fault > .vscode/fault.schema.json
man-examples-templates =
    Begin with the built-in home page
    $ casebook templates pages/home.html > templates/pages/home.html
man-examples-lsp =
    Started by an editor; the manual has the settings
    $ casebook lsp
man-examples-completions =
    bash
    $ casebook completions bash > /etc/bash_completion.d/casebook
    zsh
    $ casebook completions zsh > /usr/local/share/zsh/site-functions/_casebook
    fish
    $ casebook completions fish > ~/.config/fish/completions/casebook.fish
man-examples-man =
    Read a page
    $ casebook man check | man -l -
    Install all of them
    $ casebook man --out /usr/local/share/man/man1
