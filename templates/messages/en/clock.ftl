# Why a time or date cannot be read

time-not-a-date = `{ $written }` is not a date
time-no-such-date = there is no such date: `{ $written }`
time-missing = the time of day is missing after `{ $written }`
time-not-a-time = the time of day in `{ $written }` cannot be read
time-no-such-time = there is no such time of day: `{ $written }`
time-midnight = `{ $written }` is the end of a day, which is 00:00 of the next
time-skipped = daylight saving skips the time `{ $written }`
time-not-wanted = `{ $written }` has a time of day where only a date belongs
time-spelling = `{ $written }` is a time in another spelling
