# The score sheet and the payment

sheet-number = `{ $key }` must be a quoted decimal number such as "1.5"
sheet-missing = `{ $key }` is missing
sheet-sum = the points add up to { $sum }, not to { $full }
sheet-twice = the item `{ $id }` stands twice
sheet-rule = there is no type of rule `{ $type }`
sheet-step = `step` must be greater than 0
sheet-clock = there is no clock `{ $clock }`
sheet-payment = there is no type of payment `{ $type }`
sheet-choice = `{ $key }` cannot be `{ $written }`; it is one of: { $choices }
sheet-effect = `effect` is `trigger_payment`, {"{"}grade: NAME{"}"} or {"{"}set_score: "POINTS"{"}"}; the grades are: { $grades }
sheet-sql = the query cannot be run: { $fault }
payment-outside = this month is not in the term of the contract ({ $first } to { $last }): the amounts are what the formula gives, and no ground for payment
payment-zero = { $occurrences } occurrences entitle to withhold this month, but the formula (100 − score) gives 0.00
