# What is wrong in casebook.yaml and contract.yaml

config-yaml = not valid YAML: { $detail }
config-map = the file must consist of `key: value`
config-value = `{ $written }` is not { $expected }
config-unknown-key = unknown key `{ $key }`
config-twice = `{ $id }` stands twice
config-requires = needs casebook { $wanted } or newer, this is { $have }
config-holidays = the list of holidays `{ $path }` is wrong: { $detail }
config-holidays-missing = there is no list of holidays at `{ $path }`
config-no-field = the kind `{ $kind }` has no field `{ $field }`, the nearest is `{ $near }`
kind-folder-taken = the folder `{ $folder }` belongs to the kind `{ $kind }`

expected-text = a text
expected-list = a list
expected-entry = a name, or an entry with `id` and `name`
expected-decimal = a decimal number such as "600000.00"
expected-number = a number
expected-date = a date such as 2023-09-28
expected-datetime = a date and time such as 2023-09-28 17:45
expected-month = a month such as 2023-09
expected-boolean = true or false
expected-id = the ID of a record
expected-rows = a list of {"{"}key: value{"}"}
expected-row = an item {"{"}key: value{"}"}
expected-language = zh-CN or en
expected-confidentiality = public, internal or restricted
expected-threshold = a bound such as ">= 80"
expected-size = a size such as 8 MiB
expected-period = calendar or contract_day
expected-counts = service or wall
expected-share = a number from 0 to 1
expected-frequency = workday, week, fortnight, month or holiday
expected-inspection-plan = a plan with `id`, `type` and `every`
expected-limit = a limit such as 30 minutes, 1 workday or 10 days
expected-time-zone = the name of a time zone such as Asia/Shanghai
expected-weekdays = weekdays such as mon-fri or [mon, wed-fri]
expected-month-day = a month and day such as 06-01
expected-day-span = a span such as 08:00-12:00
expected-override = an override with `date`, `work` and `reason`
expected-clock = a clock with `id`, `of`, `from`, `to` and `limit` (or `due`, or `limit_by`)
expected-kind = a known kind
expected-time-field = a field that holds a date or time
expected-boolean-field = a field that is true or false
expected-condition = a condition such as {"{"}nature: task{"}"}
expected-reading = civil-code, same-time, service-hours or wall
expected-folder = a folder inside the knowledge base, such as content or .
