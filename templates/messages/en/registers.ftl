# Words on the pages of registers

registers-title = Registers
registers-note = Told from the records and the clocks of the contract; each page shows the queries behind it.
registers-lists = Lists of your own, { $n } in all
register-total = Total
register-more = { $count } rows, of which these are the first { $shown }; the query below (casebook query) gives them all.
query-source = The query

register-due = Open and due
register-due-note = What is not done: what is late or due within 7 days stands first; what no clock runs for is there too.
register-due-clocks = Late, or due within 7 days
register-due-dates = What else is late, or due within 7 days
register-due-later = Due later
register-due-open = Not done, and no clock runs
register-due-inspections = Inspections owed within 7 days
register-due-waiting = Waiting
register-reviews = Reviews due
register-reviews-note = Records with a day to review them by (review_by): those past it, and those due within 60 days.
register-review-passed = Past the day
register-review-soon = Due within 60 days
register-coverage = Completeness
register-coverage-note = How many records of each kind each system has; 0 means none at all.
register-documents-missing = Documents that are wanted and missing
register-risks = Risks
register-risks-note = Risks that are open, the advice, and what the purchaser decided.
register-risks-open = Open
register-risks-closed = Closed
register-vulnerabilities = Vulnerabilities
register-vulnerabilities-note = Vulnerabilities that are not fixed, by day; then those that are: a passed retest closes one, those not closed come first.
register-vulnerabilities-open = Not fixed
register-vulnerabilities-fixed = Fixed
register-approvals = Approvals
register-approvals-note = Operations that needed approval and had none, or began before it, and requests that wait for it.
register-changes-unapproved = Operations without approval
register-changes-waiting = Waiting for approval
register-faults-unapproved = Operations without approval while a fault was handled
register-inspections = Inspection plan and gaps
register-inspections-note = Inspections that were not done or done late, the share done by month, and findings that nobody followed.
register-inspections-gaps = Missing and late
register-inspections-rate = Share done by month
register-inspections-abnormal = Findings that nobody followed
register-faq = Frequent questions
register-faq-note = Manuals of frequent questions made from cases, and questions asked three times or more that no manual answers.
register-faq-manuals = Manuals of frequent questions
register-faq-wanted = Asked three times or more and not answered there
register-faq-cases = Cases that a manual answers

# The heads of results

site-column-status = Status
site-column-system = System
site-column-systems = Systems
site-column-region = Region
site-column-other = System affected
site-column-role = Role
site-column-begins = From
site-column-since = Since
site-column-ends = To
site-column-scope = Outage
site-column-service-minutes = Service time (minutes)
site-column-wall-minutes = Wall time (minutes)
site-column-full-minutes = Full outage (minutes)
site-column-partial-minutes = Partial outage (minutes)
site-column-availability = Availability (%)
site-column-repeats = Repeats
site-column-met = Met
site-column-breached = Breached
site-column-running = Running
site-column-exempt = Exempt
site-column-unknown = Unknown
site-column-exempt-reason = Why exempt
site-column-root = First asked in
site-column-times = Times
site-column-task-status = Task
site-column-reply-status = Reply
site-column-report-status = Report
site-column-report-due-at = Report due
site-column-remediation-status = Remediation
site-column-clock-status = Result
site-column-inspection-status = Status
site-column-due-at = Due
site-column-onsite = On site
site-column-mean = Mean
site-column-peak = Peak
site-column-spans = Waits
site-column-plan = Plan
site-column-planned = Owed
site-column-done = Done
site-column-late = Late
site-column-missing = Missing
site-column-percent = Done (%)
site-column-rate = Done (%)
site-column-inspection = Inspection
site-column-cases = Cases behind it
site-column-party = Waiting for
site-column-reason = Reason
site-column-contact = Contact
site-column-due-on = Due on
site-column-updated-at = Last changed
site-column-last-commit = Last commit that had it
site-column-series = Series
site-column-number = Number
site-column-work = Hours

# The values of results

site-value-met = Met
site-value-breached = Breached
site-value-running = Running
site-value-exempt = Exempt
site-value-unknown = Unknown
site-value-done = Done
site-value-late = Late
site-value-missing = Missing
site-value-not-yet = Not yet due
site-value-present = Present
site-value-deleted = Deleted
site-value-full = Full
site-value-partial = Partial
site-value-late-entry = Late entry
site-value-clock-edited = Clock edited
site-value-not-on-roster = Not on the roster
site-value-imported = Imported

# Reviews

review-passed = This was to be reviewed by { $on }; it may not be as things are now.
review-soon = This is to be reviewed by { $on }.
review-owner = {" "}Owner:{" "}
review-gap = {" "}
review-end = .
review-all = All that is due

# Feeds, duty, what was changed last

site-feed = Feed
people-asked = Whom to ask
people-today = Today
people-all-systems = All systems
people-left = left after { $last }
people-no-duty = No duty is planned from here on.
people-since = On the roster since { $from }
people-until = On the roster until { $to }
people-term = On the roster from { $from } to { $to }
people-past-duty = Past duty ({ $n ->
    [one] 1 day
   *[other] { $n } days
 })
home-changed = Changed last
