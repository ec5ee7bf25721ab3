# The score sheet and the payment

sheet-number = `{ $key }` is no quoted decimal number
sheet-number-help = write it as `{ $key }: "1.5"`
sheet-missing = `{ $key }` is missing
sheet-missing-help = write `{ $key }: …`
sheet-sum = the points add up to { $sum }, not to { $full }
sheet-sum-help = correct the points, or make `full` "{ $sum }"
sheet-twice = the item `{ $id }` stands twice
sheet-twice-help = give one of them another ID
sheet-rule = there is no type of rule `{ $type }`
sheet-rule-help = write one of: per_occurrence, per_step, bands, ratio, threshold, delay_days, likert, manual
sheet-step = `step` must be greater than 0
sheet-step-help = write a number greater than 0, such as "0.1"
sheet-clock = there is no clock `{ $clock }`
sheet-clock-help = write an ID of `clocks`
sheet-payment = there is no type of payment `{ $type }`
sheet-payment-help = write one of: formula_month, per_point_over, withhold, none
sheet-choice = `{ $key }` cannot be `{ $written }`
sheet-choice-help = write one of: { $choices }
sheet-effect = `effect` is no consequence of a veto
sheet-effect-help = write `trigger_payment`, {"{"}grade: NAME{"}"} or {"{"}set_score: "POINTS"{"}"}; the grades are: { $grades }
sheet-sql = the query cannot be run: { $fault }
payment-outside = this month is not in the term of the contract ({ $first } to { $last }): the amounts are what the formula gives, and no ground for payment
payment-zero = { $occurrences } occurrences entitle to withhold this month, but the formula (100 − score) gives 0.00
