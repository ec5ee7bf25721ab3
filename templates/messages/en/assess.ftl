# The score sheet and the payment

sheet-number = `{ $key }` is no quoted decimal number
sheet-number-help = write it as `{ $key }: "{ $example }"`
sheet-missing = `{ $key }` is missing
sheet-missing-help = write `{ $key }: …`
sheet-text = `{ $key }` is no text
sheet-text-help = write one text after `{ $key }:`; names here are the same in all languages
sheet-list = `{ $key }` is no list
sheet-list-help = write each entry of `{ $key }` on a line of its own that begins with `- `
sheet-map = keys are expected here
sheet-map-help = write `key: value`; the keys are: { $keys }
sheet-either = only one of `{ $key }` and `{ $other }` can stand here
sheet-either-help = keep the one that is meant and delete the other
sheet-sql-month = the query takes calendar months, but months count from the day of the contract
sheet-sql-month-help = write `month_of(date)` for `substr(date, 1, 7)`
sheet-untitled = Monthly score sheet
sheet-cap = the item may lose more points ({ $cap }) than it has ({ $points })
sheet-cap-help = write a `cap` of "{ $points }" at the most, or none
sheet-sum = the points add up to { $sum }, not to { $full }
sheet-sum-help = correct the points, or make `full` "{ $sum }"
sheet-months = the contract spans { $number ->
    [one] 1 month
   *[other] { $number } months
 } of assessment, but is paid over { $months ->
    [one] 1 month
   *[other] { $months } months
 }: together they exceed its total
sheet-months-help = write `period: contract_day` if months count from the day of the contract; with calendar months, correct `months` or the dates
sheet-twice = the item `{ $id }` stands twice
sheet-twice-help = give one of them another ID
sheet-rule = there is no type of rule `{ $type }`
sheet-rule-help = write one of: per_occurrence, per_step, bands, ratio, threshold, delay_days, likert, manual
sheet-negative = `{ $key }` cannot be negative
sheet-negative-help = write 0 or more, such as `{ $key }: "1.5"`
sheet-cents = `{ $key }` is money, which has two decimals at the most
sheet-cents-help = write it to the cent, such as `{ $key }: "600000.00"`
sheet-positive = `{ $key }` must be greater than 0
sheet-positive-help = write a number greater than 0, such as "5" or "0.1"
sheet-percent = `{ $key }` must lie between 0 and 100
sheet-percent-help = write a percentage without its sign, such as `{ $key }: "90"`
sheet-whole = `{ $key }` must be a whole number, { $least } or more
sheet-whole-help = write a whole number, such as `{ $key }: { $example }`
sheet-threshold = `threshold` is { $threshold }, but a month scores { $full } at the most: none can reach it
sheet-threshold-help = write a score of { $full } at the most
sheet-clock = there is no clock `{ $clock }`
sheet-clock-help = write an ID of `clocks`
sheet-payment = there is no type of payment `{ $type }`
sheet-payment-help = write one of: formula_month, tiers, per_point_over, withhold, none
sheet-choice = `{ $key }` cannot be `{ $written }`
sheet-choice-help = write one of: { $choices }
sheet-effect = `effect` is no consequence of a veto
sheet-effect-help = write `trigger_payment`, {"{"}grade: NAME{"}"} or {"{"}set_score: "POINTS"{"}"}; the grades are: { $grades }
sheet-veto-unpaid = the payment `{ $type }` counts no occurrences, so `trigger_payment` changes no money
sheet-veto-unpaid-help = write {"{"}set_score: "POINTS"{"}"} or {"{"}grade: NAME{"}"}, or pay by `formula_month`
sheet-share = `{ $key }` is a percentage: "{ $share }" is { $share } %, not { $meant } %
sheet-share-help = for { $meant } % write `{ $key }: "{ $meant }"`
sheet-of-hundred = `full` is { $full }, but the payment `{ $type }` takes (100 − score) %: a month of all points comes to { $percent } %
sheet-of-hundred-help = count to a hundred: `full: "100"` with points in proportion; or choose another type of payment
sheet-what-is-left = with lost points `{ $key }` is held against what is left ({ $full } − lost), not against the points lost: { $bound } is reached when more than { $lost } are lost
sheet-what-is-left-help = to reach it when more than { $bound } are lost, write `{ $key }: "{ $lost }"`
sheet-tier-falls = tiers are held against { $mode ->
    [points_lost] what is left (`full` − lost)
   *[score] the score
 }: from { $min } on { $percent } % is paid, less than the { $more } % from { $lower } on
sheet-tier-falls-help = exchange the two `pay_percent`, or correct `min`
sheet-sql = the query cannot be run: { $fault }
sheet-answer = the answer of the query cannot be used: { $fault }
sheet-answer-help = let `value` return one number, or two, what was done and what was due; and NULL when the occasion did not arise
answer-no-number = it should be a number, but is `{ $answer }`
answer-too-much = it should be one row of one or two numbers, but the rows are { $rows } and the columns { $columns }
answer-unnamed = where days are counted, each row needs a column `id` that names its record
answer-unnamed-help = let the query select the `id` of records, such as SELECT id, title FROM faults …
answer-no-clock = `{ $record }` has no clock `{ $clock }` by which days could be counted
payment-outside = this month is not in the term of the contract ({ $first } to { $last }): the amounts are what the formula gives, and no ground for payment
payment-beyond = this is month { $number } of the contract, which is paid over { $months ->
    [one] 1 month
   *[other] { $months } months
 }: the amounts are what the formula gives, and no ground for payment
payment-veto = { $occurrences ->
    [one] 1 veto triggers
   *[other] { $occurrences } vetoes trigger
 } payment this month, but the payment `{ $type }` counts no occurrences: the money rests on the score alone
payment-zero = { $occurrences ->
    [one] 1 occurrence entitles
   *[other] { $occurrences } occurrences entitle
 } to withhold this month, but the formula (100 − score) gives 0.00

# How the points of an item come about.
rule-per-occurrence = { $free ->
    [0] { $each } off for each
    [one] the first is free, { $each } off for each other
   *[other] the first { $free } are free, { $each } off for each other
 }
rule-per-step = { $side ->
    [above] { $each } off for each { $step } above { $bound }
   *[below] { $each } off for each { $step } below { $bound }
 }; { $partial ->
    [ceil] part of a step counts as a whole one
    [floor] part of a step does not count
   *[linear] part of a step counts by its share
 }
rule-bands = by the value: { $bands }; below all of them 0
rule-band = from { $bound } on { $score }
rule-then = {"; "}
rule-ratio = points × value ÷ 100
rule-threshold = all points where the value is { $bounds }, else none
rule-none = all points where there is none, else no points
rule-at-least = at least { $bound }
rule-above = above { $bound }
rule-at-most = at most { $bound }
rule-below = below { $bound }
rule-and = {" and "}
rule-likert = points × value ÷ { $scale }
rule-manual = scored by a person
rule-delay-days = by workdays late, “{ $clock }”: { $first } off for the first, { $each } for each further one{ $more }
rule-from-day = , from day { $day } on { $each } each
rule-cap-each = , at most { $cap } for one
rule-cap = ; at most { $cap } off for the item
rule-late = ; { $record } is { $days ->
    [one] 1 workday
   *[other] { $days } workdays
 } late: { $points } off
rule-more = …
