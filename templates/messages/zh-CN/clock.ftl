# 时间或日期为什么读不出来

time-not-a-date = `{ $written }` 不是日期
time-no-such-date = 没有 `{ $written }` 这个日期
time-missing = `{ $written }` 缺少时刻
time-not-a-time = `{ $written }` 中的时刻无法识别
time-no-such-time = 没有 `{ $written }` 这个时刻
time-midnight = `{ $written }` 是一天的结束，即次日 00:00
time-skipped = 时刻 `{ $written }` 因夏令时拨快而不存在
time-not-wanted = `{ $written }` 带有时刻，此处只填日期
time-spelling = `{ $written }` 的时间写法不规范
