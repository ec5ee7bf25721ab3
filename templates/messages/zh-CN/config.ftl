# casebook.yaml、contract.yaml 的问题

config-yaml = 不是有效的 YAML：{ $detail }
config-map = 文件应由“键: 值”组成
config-value = `{ $written }` 不对，应为{ $expected }
config-unknown-key = 不认识的键 `{ $key }`
config-twice = `{ $id }` 出现了两次
config-requires = 需要 casebook { $wanted } 或更新版本，当前是 { $have }
config-holidays = 节假日文件 `{ $path }` 有误：{ $detail }
config-holidays-missing = 找不到节假日文件 `{ $path }`
config-no-field = 类型 `{ $kind }` 没有字段 `{ $field }`，最接近的是 `{ $near }`
kind-folder-taken = 文件夹 `{ $folder }` 已由类型 `{ $kind }` 使用

expected-text = 文字
expected-list = 列表
expected-entry = 名称，或含 `id` 与 `name` 的条目
expected-decimal = 十进制数，如 "600000.00"
expected-number = 数字
expected-date = 日期，如 2023-09-28
expected-datetime = 日期和时间，如 2023-09-28 17:45
expected-month = 月份，如 2023-09
expected-boolean = true 或 false
expected-id = 记录编号
expected-rows = 列表，每项形如 {"{"}键: 值{"}"}
expected-row = 形如 {"{"}键: 值{"}"} 的一项
expected-language = zh-CN 或 en
expected-confidentiality = public、internal 或 restricted
expected-threshold = 形如 ">= 80" 的界限
expected-size = 大小，如 8 MiB
expected-period = calendar 或 contract_day
expected-counts = service 或 wall
expected-share = 0 到 1 之间的小数
expected-frequency = workday、week、fortnight、month 或 holiday
expected-inspection-plan = 含 `id`、`type`、`every` 的计划
expected-limit = 时限，如 30 minutes、1 workday、10 days
expected-time-zone = 时区名称，如 Asia/Shanghai
expected-weekdays = 星期，如 mon-fri 或 [mon, wed-fri]
expected-month-day = 月和日，如 06-01
expected-day-span = 时段，如 08:00-12:00
expected-override = 含 `date`、`work`、`reason` 的调整
expected-clock = 时钟，含 `id`、`of`、`from`、`to` 和 `limit`（或 `due`、`limit_by`）
expected-kind = 已有的类型
expected-time-field = 日期或时间字段
expected-boolean-field = 是否字段
expected-condition = 条件，如 {"{"}nature: task{"}"}
expected-reading = civil-code、same-time、service-hours 或 wall
expected-folder = 知识库内的文件夹，如 content 或 .
