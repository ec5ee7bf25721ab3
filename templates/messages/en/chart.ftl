# Charts

chart-comma = { ", " }
chart-stop = { "; " }
chart-title = { $series } by { $of }
chart-title-days = Calendar: { $name }
chart-share = Share
chart-together = Share together
chart-step = { $amount } · { $together } so far
chart-other = Other
chart-date = Date
chart-month = { $year }-{ $padded }
chart-weekdays = Mon Tue Wed Thu Fri Sat Sun
chart-day-empty = none
chart-day-none = nothing planned
chart-day-done = done
chart-day-late = done late
chart-day-missing = missing
chart-day-not-yet = not yet due

# The query blocks of pages

query-option = `{ $word }` after `query` means nothing; there are table, bar, line, stacked, pareto, pie, heatmap and download
query-option-help = write one of them, or delete it
query-no-numbers = This makes no chart: the first column names, and a column of numbers must follow.
query-many-series = This makes no chart: more than { $most } columns of numbers.
query-many-rows = This makes no chart: more than { $most } rows; sum them up in the query, or add a LIMIT.
query-negative = This makes no chart: a number is below zero.
query-all-zero = This makes no chart: no number is above zero.
query-no-mark = This makes no calendar: the first column is a date, the second a state or a number.
query-no-date = This makes no calendar: `{ $written }` is no date (YYYY-MM-DD).
query-no-state = This makes no calendar: `{ $written }` is not done, late, missing, not_yet or none, and no number.
query-mixed = This makes no calendar: { $date } has both a state and a number.
query-many-months = This makes no calendar: more than { $most } months.
query-month = Figures of{" "}
query-data = { $n ->
    [one] Data (1 row)
   *[other] Data ({ $n } rows)
}
query-download = Download:
query-file = { $name } ({ $size })

query-all = The first { $shown } rows; see all { $n }
