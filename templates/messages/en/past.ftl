# Changes of records, and how these came about

history-title = History
history-count = { $n ->
    [one] { $n } commit
   *[other] { $n } commits
}
history-shallow = This is a shallow clone; what is older is unknown
history-uncommitted = Not committed yet
history-signed = signed ({ $how }, not verified)

change-text = Text
change-touched = changed
change-changed = { $what }: “{ $old }” became “{ $new }”
change-filled = { $what }: filled in “{ $new }”
change-cleared = { $what }: taken out, was “{ $old }”
change-body = { $what } changed
change-added = Added
change-back = Added again
change-modified = Changed
change-in-merge = Changed in a merge
change-renamed = Renamed from { $from }
change-deleted = Deleted

changes-title = Updates
changes-lede = What was added, changed and deleted, by the month of the commit.
changes-feed = Subscribe (Atom)
changes-entry = { $what }: { $title }
changes-commits = Commits
changes-count-head = Updates
changes-none = There are no updates yet.
changes-count = { $n ->
    [one] 1 update
   *[other] { $n } updates
 }
changes-of-month = Updates in { $month }
changes-import = { $n ->
    [one] 1 file imported
   *[other] { $n } files imported
 }

provenance-title = Provenance
provenance-lede = Told from the history in git, for auditors: flags, not verdicts.
provenance-of-month = Provenance and amendments
provenance-imported = Imported
provenance-imported-count = { $n ->
    [one] 1 record imported
   *[other] { $n } records imported
 }
provenance-commits = Commits
provenance-authors = Authors
provenance-signed = Signed commits
provenance-signed-note = Only that there is a signature is recorded; git verify-commit verifies it.
provenance-baseline = Baseline of the import: { $commit }. Records made up to it are marked as imported and are no late entries.
provenance-no-baseline = There is no baseline of an import (provenance.baseline in casebook.yaml).
provenance-limit = An entry is late when it is committed more than { $limit } after its event.
provenance-no-limit = Late entries are not flagged, for there is no limit (provenance.late_entry in casebook.yaml).
provenance-not-covered = The calendar has no holidays of { $year }; late entries of that year cannot be told.
provenance-late = Late entry: { $what } { $at }, due { $due }
provenance-late-title = Late entries
provenance-late-note = The time of an event was first committed after its limit; of several in one commit, the one that was due first.
provenance-edited = { $what } was changed after it was committed
provenance-edited-title = Clock times changed after they were committed
provenance-edited-note = A time that starts or stops a clock, or a deadline, was changed or taken out after its first commit.
provenance-not-on-roster = The author was not on the roster
provenance-roster-title = Commits by people off the roster
provenance-roster-note = Authors are found on the roster by name, ID or address; these were not on it on that day.
provenance-record = Record
provenance-what = What
provenance-old = Before
provenance-new = After
provenance-event = Happened
provenance-due = Due
provenance-at = Committed
provenance-author = Author
provenance-commit = Commit
provenance-all = All { $n }
provenance-more = The first { $n } are shown; all: casebook query "SELECT * FROM provenance WHERE flag = '{ $sort }'"
provenance-uncommitted = { $n ->
    [one] 1 file is not committed as it is; the pages show it as it is in the work tree.
   *[other] { $n } files are not committed as they are; the pages show them as they are in the work tree.
 }
provenance-numbers = Gaps in the numbers
provenance-numbers-note = Numbers are continuous within their prefix; a deleted record leaves a page that says so.
provenance-number = Number
provenance-deleted = Deleted
provenance-withdrawn = Made a draft
provenance-missing = Missing

tombstone-title = Deleted
tombstone-note = This record was deleted on { $at } by { $by }. Its number is not used again.
tombstone-uncommitted = This record is deleted in the work tree; that is not committed yet.
tombstone-end = Its last commit
tombstone-file = File
tombstone-back = To bring it back

history-unknown = there is no record `{ $id }`, and there was none
history-none = git knows nothing of it
change-moved = Moved
changes-of-month-count = { $n ->
    [one] 1 change
   *[other] { $n } changes
 } in { $month }
changes-since-count = { $n ->
    [one] 1 difference
   *[other] { $n } differences
 } since { $since }
cli-no-repository = this knowledge base lies in no git repository
cli-no-revision = there is no version `{ $revision }`; it is a commit, a tag, a branch or a sealed month
