# The page of reports

intake-title = Report something
intake-note = What you fill in becomes a record, to be downloaded, copied or mailed to the service desk. Similar questions and answers are shown while you type; perhaps there is no need to report.
intake-kind = What it is
intake-must = What has a * must be filled in.
intake-similar = Similar questions and answers
intake-similar-hint = Once there is a title or a description, earlier answers stand here.
intake-none = There is no similar record.
intake-make = Make the record
intake-result = The record
intake-ready = The record is ready; its place is %at%
intake-file = Download
intake-copy = Copy
intake-mail = Write a mail
intake-later = To be written by who handles this.
intake-away = Who answers for the system is not on the roster on that day; the service desk names a handler.
intake-noscript = The browser runs no JavaScript. Copy what stands below, fill it in and send it to the service desk; behind # stand explanations and what may be answered.
