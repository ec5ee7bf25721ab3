# Seal, verify, correct

sealed-title = Changed after sealing
sealed-lede = The records that a sealed report counts and that were changed afterwards, field by field. The sealed figures stay as they are; where they must change, a correction is issued.
sealed-what = { $records ->
    [one] counts 1 record
   *[other] counts { $records } records
}, sealed at commit { $commit } by { $program }
sealed-recounted = By the records of today: score { $score }, may be withheld { $amount }; the sealed figures stay
sealed-figures = Sealed score: { $score }
sealed-number = Seal
sealed-corrects = This report corrects { $report }: { $reason }
sealed-corrected-money = { $report }: score { $score }, { $withheld } withheld; corrected: score { $now }, { $withheld_now } withheld
sealed-corrected-score = { $report }: score { $score }; corrected: score { $now }
sealed-decided-before = The decision on the payment already stood in { $report }, about the { $withheld } withheld then; one about the corrected sum belongs in the assessment record and in another correction
sealed-nothing = All that it counts is as it was sealed.
sealed-uncommitted = not committed
sealed-as-it-was = The report { $report } is sealed; nothing that it counts was changed
sealed-changed = The report { $report } is sealed; { $n ->
    [one] 1 change
   *[other] { $n } changes
} since

seal-done = { $report } is sealed: score { $score }, records counted: { $records }, seal { $seal }; written to { $path }. Commit reports/ to git
seal-done-apart = { $report } is sealed: score { $score }, records counted: { $records }, seal { $seal }; written to { $path }. It is not in reports/ of the knowledge base: `verify` and `changes` will not see it
seal-no-commit = a seal rests on a commit, and this knowledge base is in no git repository, or has no commit yet
seal-refused-shallow = this is a shallow clone: what was amended or came late is known from the whole history only, so nothing can be sealed; run `git fetch --unshallow` first
seal-refused-month = { $month } is not over and cannot be sealed: the newest commit and records are not later than { $day }
seal-refused-clock = { $month } is not over and cannot be sealed: by the clock of this machine it is { $day }. Correct records and commits that are dated later
seal-refused-appeal = { $month } is under an appeal that is not decided and cannot be sealed; write `appeal_decided_on` and `appeal_outcome`, or the day on which it is final, `final_on`
seal-refused-draft = { $month } is a draft and cannot be sealed. { $draft }
seal-refused-uncommitted = { $n ->
    [one] 1 file
   *[other] { $n } files
} of what counts are not committed, so it cannot be sealed; the first is { $path }
seal-refused-errors = { $n ->
    [one] 1 error
   *[other] { $n } errors
} in what counts, so it cannot be sealed; correct and commit, then seal
seal-refused-exists = { $report } is sealed already and never rewritten; where it must change, correct it with --seal --correct "reason"
seal-refused-nothing = { $month } is not sealed, so there is nothing to correct
seal-refused-reason = a correction needs a reason: --correct "reason"
seal-refused-lost = the seal { $report } was committed and is gone, or is another one now: nothing can be sealed in its place; bring it back from git, then casebook verify
seal-refused-chain = the seal { $report } is not whole, so none can follow it; find out why with casebook verify
seal-refused-extra = { $path } is no file of the report and cannot be sealed with it; move or delete it

seal-unreadable = MANIFEST.json cannot be read ({ $detail })
seal-manifest-changed = MANIFEST.json was changed: its seal does not fit it
seal-misplaced = MANIFEST.json belongs to another report, { $report }
seal-link-missing = the chain is broken: the seal before it ({ $hash }) is gone or was changed
seal-link-shared = the chain is in disorder: it hangs on the same seal as { $report }
seal-link-loose = the chain is in disorder: it hangs on { $report }, which is not in the chain
seal-corrects-missing = { $report }, which it corrects, is gone or was changed
seal-removed = it was committed as sealed and is gone
seal-rewritten = MANIFEST.json is not the one that was committed
seal-file-missing = { $path } is gone
seal-file-changed = { $path } was changed
seal-file-extra = { $path } was added after sealing
seal-no-repository = there is no git repository here, so the sealed commit cannot be looked at
seal-commit-shallow = this is a shallow clone without the sealed commit { $commit }; run `git fetch --unshallow` first
seal-commit-missing = the history of this branch does not have the sealed commit { $commit }
seal-folder-moved = the files and the chain are as sealed, but the figures cannot be made again: the knowledge base was moved since, and the sealed commit { $commit } has no folder { $folder }
seal-not-made = the report cannot be made again from the sealed commit ({ $detail })
seal-differs = made again from the sealed commit, { $place } differs: sealed { $sealed }, now { $now }
seal-uncommitted = { $what }, which it counts, was changed and not committed ({ $path })
seal-uncommitted-gone = { $what }, which it counts, was deleted and that is not committed ({ $path })

report-sealed-same = { $report } is sealed and its files are whole; by the records of today the figures are the same. No file was changed
report-sealed-differs = { $report } is sealed and no file was changed; by the records of today { $place } differs: sealed { $sealed }, now { $now }

verify-good = { $report }  whole: { $records ->
    [one] 1 record
   *[other] { $records } records
 }, { $files ->
    [one] 1 file
   *[other] { $files } files
 }, seal { $seal }
verify-fault = { $report }  wrong: { $fault }
verify-changed = {"    "}changed since and committed, { $n }: { $list }
verify-recounted = {"    "}{ $words }
verify-other-program = {"    "}sealed by { $program }: the figures are computed again from the sealed commit, the files are held against their hashes and not made again
verify-none = no report is sealed yet
verify-not-sealed = { $month } is not sealed
verify-site-missing = missing: { $path }
verify-site-changed = changed: { $path }
verify-site-extra = extra: { $path }
verify-site-good = the site is whole: { $files ->
    [one] 1 file
   *[other] { $files } files
 }
verify-site-bad = { $n ->
    [one] 1 file
   *[other] { $n } files
} of the site are not as built
