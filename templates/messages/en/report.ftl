# The monthly assessment

report-overview = Overview
report-score = Score
report-state = State
report-fee = Fee of the month (yuan)
report-withheld = May be withheld (yuan)
report-paid = Then paid (yuan)
report-open = Draft: these items have no manual score yet and count in full: 
report-item = Item
report-points = Points
report-deducted = Deducted
report-item-score = Score
report-evidence = Evidence
report-value = value { $value }
report-unrecorded = { $n ->
    [one] 1 row
   *[other] { $n } rows
} without a record
report-rows = { $n ->
    [one] 1 row
   *[other] { $n } rows
}
report-item-open = to be scored by hand, counts in full until then
report-item-rows = { $n ->
    [one] 1 row in all
   *[other] { $n } rows in all
 }
report-item-absent = did not arise this month, counts in full
report-item-absent-zero = did not arise this month, counts as nothing
report-item-absent-rescale = did not arise this month; left out, the other items count in proportion
report-sum = Sum
report-colon = {": "}
report-vetoes = Vetoes
report-running = The month is not over: clocks that run are judged as of its end, and the figures will change.
report-veto-none = did not happen this month
report-exclusions = Not counted
report-agreed = agreed by { $who }
report-payment = Payment
report-occurrences = Occurrences
report-payment-formula = { $kind ->
    [formula_month] By the contract: { $total } yuan ÷ { $months } × (100 − { $score }) % for each occurrence; a score below { $threshold } or a grave incident is one, this month { $occurrences }. Multiplied first, divided and rounded to the cent once{ $rounding ->
        [half_even] , halves to the even digit
       *[half_up] {""}
    }, at most the fee of the month.
    [tiers] The fee is paid by tiers of the score: { $tiers }. This month scores { $score } and is paid { $percent } %: withheld = fee of the month × (100 − { $percent }) %, rounded to the cent.
    [per_point_over] Each point lost beyond { $free } withholds { $percent } % of the contract of { $total } yuan, at most the fee of the month. This month lost { $lost }, { $over } beyond: withheld = { $total } × { $percent } % × { $over }, rounded to the cent.
    [withhold] { $share } % of the fee is paid by the score, this month { $score }: withheld = fee of the month × { $share } % × (100 − { $score }) %, rounded to the cent.
   *[none] The contract withholds nothing for the score.
}
report-payment-tier = from { $min } on { $percent } %
report-payment-no-tier = below all of them nothing
report-decided = The purchaser decided: { $what } ({ $who }, { $when })
report-decided-by-nobody = it is not said who
report-decided-on-no-day = it is not said when
report-scored = Scored by { $who } ({ $when })
report-appealed = appealed { $when }
report-appealed-items = appealed { $when }: items { $items }
report-appeal-decided = appeal decided { $when }: { $outcome }
report-appeal-upheld = upheld
report-appeal-partly = partly upheld
report-appeal-dismissed = dismissed
report-appeal-open = no outcome on record
report-final = final { $when }
report-sentence-end = {"; "}
report-undecided = Withholding and penalty are the purchaser's decision; none is on record.
report-decision-withhold = to withhold this amount
report-decision-pay-full = to pay in full
report-penalty-none = no penalty
report-penalty-claim = a penalty is claimed
report-penalty-amount = { $what }: { $amount }
report-records = Records of the month
report-total = Total
report-figure = Figure
report-this-month = This month
report-month-before = Month before
report-chapter = Chapter
report-table = Table
report-row = Row
report-column = Column
report-count = Count
report-record = Record
report-evidence-sheet = Evidence
report-evidence-note = The records behind every count, { $n ->
    [one] 1 row
   *[other] { $n } rows
 }

report-pdf-title = Monthly service assessment
report-pdf-contents = Contents
report-pdf-page = Page { $page } of { $pages }
report-pdf-comma = {", "}
report-pdf-contract = Contract
report-pdf-grade = Grade
report-pdf-findings = Check of the records
report-pdf-found = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
 }, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
 }
report-pdf-commit = Commit of the records
report-pdf-program = Made by
report-pdf-none = None
report-pdf-unwritten = Not written yet
report-pdf-source = From
report-pdf-sign = Signatures and stamps
report-pdf-purchaser = Purchaser
report-pdf-vendor = Service provider
report-pdf-stamp = (stamp)
report-pdf-signer = Signed:
report-pdf-date = Date:
report-pdf-seal = Seal (SHA-256)
report-pdf-missing = Characters that the built-in fonts lack are printed as “〓” with their code points:
report-pdf-more = (the first { $listed } of { $all }; the page and assessment.json have all)

form-id = ID
form-clock = Clock
form-clock-limit = Limit
form-clock-start = From
form-clock-due = Due
form-clock-stop = Done
form-clock-result = Result
form-unwritten = (not written)
form-ties = Related records and attachments
form-signer = { $role } ({ $name })
form-vendor = Service provider
form-purchaser = Purchaser
form-date = Date:
report-uncommitted = This report has changes that are not committed: it is not that of the commit { $commit }
form-commit = records { $id }
form-uncommitted = { $commit } (and changes that are not committed)
form-no-commit = no commit

report-goes-on = {" "}(continued)
report-chapter-before = Previous chapter
report-chapter-after = Next chapter
report-all-tables = All tables
