# 图表

chart-comma = 、
chart-stop = ；
chart-title = { $series }（按{ $of }）
chart-title-days = { $name }日历
chart-share = 占比
chart-together = 累计占比
chart-step = { $amount } · 累计 { $together }
chart-other = 其他
chart-date = 日期
chart-month = { $year } 年 { $month } 月
chart-weekdays = 一 二 三 四 五 六 日
chart-day-empty = 无
chart-day-none = 无计划
chart-day-done = 已完成
chart-day-late = 迟做
chart-day-missing = 缺失
chart-day-not-yet = 未到期

# 页面里的 query 代码块

query-option = 不认识 `query` 后面的 `{ $word }`；可以写 table、bar、line、stacked、pareto、pie、heatmap、download
query-option-help = 写其中一个，或删去它
query-no-numbers = 画不成图：第一列是名称，后面至少要有一列数字。
query-many-series = 画不成图：数字列超过 { $most } 列。
query-many-rows = 画不成图：结果超过 { $most } 行，请在语句里汇总或加 LIMIT。
query-negative = 画不成图：有负数。
query-all-zero = 画不成图：没有大于零的数字。
query-no-mark = 画不成日历：第一列是日期，第二列是状态或数字。
query-no-date = 画不成日历：`{ $written }` 不是日期（YYYY-MM-DD）。
query-no-state = 画不成日历：`{ $written }` 不是 done、late、missing、not_yet、none，也不是数字。
query-mixed = 画不成日历：{ $date } 既有状态又有数字。
query-many-months = 画不成日历：超过 { $most } 个月。
query-month = 统计月份：
query-data = 数据（{ $n } 行）
query-download = 下载：
query-file = { $name }（{ $size }）

query-all = 以上 { $shown } 行，查看全部 { $n } 行
