# Words on the pages of the site.

site-untitled = Knowledge base
site-audience-public = This site is for everybody: it has public records only, and counts only these; personal details and addresses of machines are masked.
site-audience-internal = This site is for internal use: it has internal and public records only, and counts only these.
masked = (masked)
query-part = no result is shown here: those whom this site is for may see only some of the records that it asks for
site-skip = Skip to content
site-menu = Menu
site-nav = Site
site-language = English
site-theme = Switch between dark and light
site-crumbs = You are here
site-home = Home
site-kinds = Kinds of records
site-systems = Systems
site-regions = Regions
site-months = Months
site-month = Month
site-tags = Tags
site-people = People and duty
site-records = Records
site-latest = Latest records
site-open = Open items
site-open-note = a clock still runs, something is waited for, or the work is not done
site-nothing = No records yet.
site-count = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
site-home-count = { $n ->
    [one] 1 record
   *[other] { $n } records
 } of { $systems ->
    [one] 1 system
   *[other] { $systems } systems
 }
site-systems-count = { $n ->
    [one] { $n } system
   *[other] { $n } systems
}
site-all = All { $n }
site-more-backlinks = and { $n } more
site-by-time = By time
site-browse = Browse by kind

site-services = Often asked for
site-scores = Scores and payments by month
site-search-meant = Did you mean
site-search-pages = Pages
site-words-intake = report a fault, report a problem, request form, open a ticket
site-words-people = on duty, phone, telephone, contact, who is, whom to call
site-words-faq = faq, frequently asked, how do i, how to
site-words-open = progress, open items, not done, in progress, status of
site-words-months = score, points, assessment, withheld, payment, deduct
site-words-registers = register, risks, vulnerabilities

site-search = Search
site-search-go = Search
site-search-hint = Search
site-search-example = Title, text, ID or log line, such as ORA-12519
site-search-filters = Filters:
site-search-filter = { $scope }:{ $value }
site-search-literal = Quotation marks search literally.
site-search-none = Nothing found. Try other words, or fewer.
site-search-found = { $n } found
site-search-found-about = about { $n } found
site-search-part = No record holds all the words; records with some of them: { $n }
site-search-part-about = No record holds all the words; records with some of them: about { $n }
site-search-apart = No record says it just so; “{ $q }” finds { $n }
site-search-apart-about = No record says it just so; “{ $q }” finds about { $n }
site-search-partly = Records that hold only a part, too
site-search-off = There is nothing to search with: the site was built with casebook build --no-search, or not copied whole. Build it again, or use casebook search.
site-search-script = Search on this page needs JavaScript. Browse below, or use casebook search in the knowledge base.
site-search-kind = Kind
site-search-system = System
site-search-recent = Recent
site-search-wait = Searching…
site-search-more = Show more
site-search-title = Search the knowledge base
site-search-hits = Results
site-search-all = All results ({ $n })
site-search-keys = ↑ ↓ choose, Enter opens, Esc closes
site-search-close = Close
site-search-places = Where the words stand on this page
site-search-at = Match { $at } of { $n }
site-search-before = Previous
site-search-after = Next
site-search-clear = Clear

site-pages = Pages
site-page-word = Page
site-page-of = page { $number } of { $count }
site-previous-page = Previous
site-next-page = Next
site-neighbours = Before and after
site-previous = Previous (earlier)
site-next = Next (later)
site-previous-month = Previous month
site-next-month = Next month

site-facts = Details
site-clocks = Clocks
site-tally = Results
site-attachments = Attachments
site-similar = Records that tell of the same
site-related = Related records
site-backlinks = Records that link here
site-toc = On this page
site-missing = Still missing
site-missing-section = section “{ $name }”
site-deviation = Deviation
site-superseded = A newer version exists:
site-draft = Draft
site-restricted = Restricted
site-restricted-note = Restricted content. Do not pass on.
site-updated = Updated { $at } by { $by }
site-created = Created { $at } by { $by }
site-copy = Copy
site-copied = Copied
site-edit = Edit this page
site-moved = This page has moved to
site-not-found = There is no such page
site-not-found-note = The address may be wrong, or the record was renamed or moved. Search for it, or start from the home page.

site-yes = Yes
site-no = No
site-list-comma = {", "}
site-sentence-comma = {"; "}

site-state = State
site-state-waiting = Waiting

site-clock-met = Met
site-clock-breached = Breached
site-clock-running = Running
site-clock-exempt = Exempt
site-clock-unknown = Unknown
site-clock-missing = Not handed in
site-clock-start = began { $at }
site-clock-limit = limit { $limit }
site-clock-due = due { $at }
site-clock-owed = { $name } due { $at }
site-clock-stop = done { $at }
site-clock-no-stop = not done yet
site-clock-at-due = due { $at }
site-clock-at-stop = done { $at }
site-clock-elapsed-service = took { $amount } of service time
site-clock-elapsed-wall = took { $amount }
site-clock-late = late by { $amount }
site-clock-exempt-reason = exempt: { $reason }
site-as-of = as of { $at }
site-hours = { $n } h
site-minutes = { $n } min
site-seconds = { $n } s
site-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
site-workdays = { $n ->
    [one] { $n } workday
   *[other] { $n } workdays
}

site-system-entry = Catalogue entry
site-system-id = ID
site-system-state = State
site-system-in-use = In use
site-system-retired = Retired
site-system-intake = Report something on this system
site-system-owner = Owner
site-system-builder = Built by
site-system-documents = Documents it should have
site-document-there = There
site-document-missing = Missing
site-region-parent = part of { $parent }

site-duty = Duty roster
site-roster = People
site-vendors = Vendors
site-name = Name
site-role-engineer = Engineer
site-role-manager = Manager
site-role-purchaser = Purchaser
site-role-staff = Staff
site-vendor-role-builder = Builder
site-vendor-role-supplier = Supplier
site-contact = Contact
site-company = Company
site-date = Date
site-phone = Phone

site-score = Score of { $month }
month-assessment = Assessment of { $month }
month-records = Records of { $month }
site-scored = Score { $score }
site-assessed = Assessment of { $month }: the result
site-score-word = Score
site-not-assessed = This month is not assessed: { $why }
site-not-assessed-word = Not assessed
site-score-running = month not over
site-score-draft = Draft
site-score-scored = Scored
site-score-appealed = Under appeal
site-score-final = Final
site-score-sealed = Sealed
site-score-outside = Not in the term of the contract: score and amounts are a trial, and no ground for payment
site-withheld = May be withheld: { $amount }
site-report = Assessment report

site-query-empty = No such records.
site-query-more = Only the first rows are shown.
site-column-id = ID
site-column-kind = Kind
site-column-title = Title
site-column-name = Name
site-column-n = Number
site-column-state = State
site-column-month = Month
site-column-date = Date
site-column-rule = Rule
site-column-clock = Clock
site-column-minutes = Minutes

site-top = Back to top
