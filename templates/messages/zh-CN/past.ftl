# 记录的变更与来历

history-title = 修改历史
history-count = { $n } 次提交
history-shallow = 当前是浅克隆，更早的历史未知
history-uncommitted = 有未提交的改动
history-signed = 已签名（{ $how }，未验证）

change-text = 正文
change-touched = 有改动
change-changed = { $what }由“{ $old }”改为“{ $new }”
change-filled = 填写{ $what }“{ $new }”
change-cleared = 删去{ $what }，原为“{ $old }”
change-body = { $what }有改动
change-added = 登记
change-back = 重新登记
change-modified = 修改
change-in-merge = 合并时修改
change-renamed = 由 { $from } 改名
change-deleted = 删除

changes-title = 更新记录
changes-lede = 按提交月份列出记录的登记、修改与删除。
changes-feed = 订阅（Atom）
changes-entry = { $what }：{ $title }
changes-commits = 提交
changes-count-head = 更新
changes-none = 还没有更新。
changes-count = 共 { $n } 项更新
changes-of-month = { $month }的更新记录
changes-import = 迁入 { $n } 个文件

provenance-title = 来历核查
provenance-lede = 由 git 历史得出，供审计参考：只作标记，不作结论。
provenance-of-month = 来历与更正
provenance-imported = 历史数据迁入
provenance-imported-count = 历史数据迁入 { $n } 条
provenance-commits = 提交
provenance-authors = 提交人
provenance-signed = 有签名的提交
provenance-signed-note = 签名只记录有无，未作验证；可用 git verify-commit 验证。
provenance-baseline = 迁入基线：{ $commit }，此前登记的记录标为“历史数据迁入”，不算迟录。
provenance-no-baseline = 没有设迁入基线（casebook.yaml 的 provenance.baseline）。
provenance-limit = 迟录标准：事件发生后超过 { $limit }才提交入库。
provenance-no-limit = 没有设迟录标准（casebook.yaml 的 provenance.late_entry），不标迟录。
provenance-not-covered = 日历没有 { $year } 年的节假日，涉及该年的迟录无法判断。
provenance-late = 迟录：{ $what } { $at }，应于 { $due } 前入库
provenance-late-title = 迟录
provenance-late-note = 事件时间首次入库晚于规定的期限；同一次提交有多项的，列最早到期的一项。
provenance-edited = 改动已入库的{ $what }
provenance-edited-title = 入库后改动的时限时间
provenance-edited-note = 时限的起止时间或期限在首次提交之后被改动或删去。
provenance-not-on-roster = 提交人当日不在册
provenance-roster-title = 不在册人员的提交
provenance-roster-note = 提交人按姓名、标识或邮箱对照人员名册，当日不在册。
provenance-record = 记录
provenance-what = 事项
provenance-old = 原值
provenance-new = 新值
provenance-event = 事件时间
provenance-due = 最迟入库
provenance-at = 提交时间
provenance-author = 提交人
provenance-commit = 提交
provenance-all = 全部 { $n } 条
provenance-more = 只列出前 { $n } 条；全部见 casebook query "SELECT * FROM provenance WHERE flag = '{ $sort }'"
provenance-uncommitted = 有 { $n } 个文件的内容还没有提交，页面显示的是工作区中的内容。
provenance-numbers = 编号空缺
provenance-numbers-note = 编号在前缀内应连续；已删除的记录留有说明页。
provenance-number = 编号
provenance-deleted = 已删除
provenance-withdrawn = 已改为草稿
provenance-missing = 空缺

tombstone-title = 已删除
tombstone-note = 这条记录已于 { $at } 由 { $by } 删除，编号不再使用。
tombstone-uncommitted = 这条记录在工作区中已删除，还没有提交。
tombstone-end = 最后的提交
tombstone-file = 原文件
tombstone-back = 取回

history-unknown = 没有编号为 `{ $id }` 的记录，历史中也没有
history-none = git 中没有它的历史
change-moved = 移动
changes-of-month-count = { $month }共 { $n } 项变更
changes-since-count = 自 { $since } 以来有 { $n } 项不同
cli-no-repository = 这个知识库不在 git 仓库中
cli-no-revision = 没有版本 `{ $revision }`，应为提交、标签、分支或已封存的月份
