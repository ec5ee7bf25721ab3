# 命令行帮助

help = 案卷：把 git 中的 Markdown 记录变成可检索的静态站点和月度考核报告
help-examples =
    不带命令时，构建并预览当前知识库（http://127.0.0.1:8080/）。

    常用：
      casebook init 知识库            新建知识库
      casebook new fault 标题 --system 公文管理系统
      casebook check                  检查全部记录
      casebook search 连接池          全文检索
      casebook report 2023-09         生成月度考核
      casebook report F-20230911-01  出一条记录的 Word 表单
help-knowledge-base = 知识库所在文件夹（默认为当前文件夹，或含 casebook.yaml 的最近上级）
help-lang = 输出语言：zh-CN 或 en
help-color = 是否使用颜色
help-quiet = 只输出结果
help-verbose = 输出更多说明
help-init = 新建一个可用的小知识库；在已有文件的文件夹中只补缺少的部分
help-init-dir = 文件夹
help-init-empty = 不写入示例记录
help-new = 按类型的模板写一条新记录，输出其路径
help-new-kind = 类型：编号、文件夹或名称，如 fault、faults、故障处理报告
help-new-title = 标题；考核评分写月份，如 2023-10
help-new-system = 所属系统：编号或名称
help-new-fields = 填写字段，可重复：--field severity=minor
help-import = 从 CSV、XLSX 或 QQ 导出的聊天记录写入记录；再次导入同一文件不会重复
help-import-file = 要导入的文件：.csv、.xlsx，或 QQ 客户端导出的 .txt
help-import-kind = 写成哪种记录：编号、文件夹或名称，如 case
help-import-map = 映射文件（YAML）：哪一列填哪个字段
help-import-dry-run = 只列出将写入的记录，不写文件
help-check = 检查记录，列出全部问题及其位置
help-check-paths = 只列出这些文件或文件夹中的问题
help-check-format = 输出格式
help-check-strict = 有警告也以 1 退出
help-explain = 说明一条规则
help-explain-rule = 规则名
help-rules = 列出全部规则
help-build = 生成站点、索引和各月页面
help-build-out = 输出文件夹（默认 site/）
help-build-audience = 站点给谁看：public、internal 或 restricted（默认，全部记录）；范围之外的记录不留痕迹
help-build-as-of = 未结事项按此时刻判断
help-build-base-url = 站点地址，用于站点地图和 404 页
help-build-jobs = 线程数
help-build-no-cache = 不使用已有的缓存和索引
help-build-cache = 缓存文件夹（默认 .casebook/）
help-build-no-search = 不生成检索索引
help-build-strict = 有任何问题都以 1 退出
help-build-timings = 输出各阶段用时
help-serve = 启动预览服务，保存后自动刷新
help-serve-addr = 监听地址；指定的端口被占用时报错（不指定时是 127.0.0.1:8080，被占用就用下一个空闲的端口）
help-serve-open = 打开浏览器
help-serve-poll = 用轮询代替文件通知（网络盘）
help-search = 全文检索
help-search-query = 检索词；可用 系统: 类型: 地区: 标签: 月份: 从: 到: 筛选
help-search-kind = 只查此类型
help-search-system = 只查此系统
help-search-from = 起始日期
help-search-to = 截止日期
help-search-limit = 最多条数，0 为全部
help-search-format = 输出格式
help-search-explain = 说明如何得出结果
help-clock = 计算时限：到期时间、已用服务时间、是否超时
help-clock-from = 开始时间，如 "2023-09-28 17:45"
help-clock-to = 结束时间
help-clock-limit = 时限，如 "30 minutes"、"1 workday"
help-clock-reading = 工作日的算法：civil-code、same-time、service-hours、wall
help-clock-counts = 分钟和小时按服务时间（service）还是自然时间（wall）
help-clock-pending = 不计入的等待时段 起/止，可重复
help-clock-contract = 使用此 contract.yaml 的日历
help-clock-format = 输出格式
help-report = 生成月度考核（HTML、PDF、Excel 与 assessment.json），或一条记录的 Word 表单（如故障处理报告）
help-report-what = 月份，如 2023-09；或记录编号，如 F-20230911-01
help-report-out = 输出文件夹（默认 reports/<月份>/）；单条记录也可写文件名（默认 reports/<编号>.docx）
help-report-format = 输出格式
help-report-seal = 封存：写 MANIFEST.json，此后不再改写
help-report-correct = 更正已封存的月份，写明原因；另出 <月份>-correction-1
help-verify = 核对已封存的报告，或已发布的网站
help-verify-month = 只核对此月份
help-verify-site = 按 manifest.json 核对这个网站文件夹
help-verify-format = 输出格式
help-query = 用 SQL 查询台账
help-query-sql = 查询语句（只读）
help-query-schema = 列出全部表和列
help-query-contract = 使用此 contract.yaml；记录表为空
help-query-as-of = 未结事项按此时刻判断
help-query-params = 语句中的参数，可重复：--param month=2023-09
help-query-format = 输出格式
help-query-out = 写入文件
help-history = 一条记录的修改历史：谁在什么时候改了什么
help-history-id = 记录编号；已删除的也可以
help-history-format = 输出格式
help-changes = 变更：某月提交的，或两个版本之间的
help-changes-since = 从这个版本起：提交、标签、分支，或已封存的月份（如 2023-09）
help-changes-until = 到这个版本为止（默认为当前文件）
help-changes-month = 这个月提交的变更，如 2023-09
help-changes-format = 输出格式
help-fmt = 按类型的顺序排列各记录的字段，内容一个字节也不改
help-fmt-paths = 只排列这些文件或文件夹
help-fmt-check = 不改文件，有未排列的以 1 退出
help-schema = 输出一种记录的字段的 JSON Schema，供编辑器补全和检查
help-schema-kind = 类型：编号、文件夹或名称
help-templates = 列出知识库可以换成自己的内置文件，或者输出其中一个
help-templates-path = 列出的一个路径；不写就列出全部
help-lsp = 供编辑器使用的语言服务（LSP）：边写边查、补全、跳转
help-completions = 输出命令补全脚本
help-completions-shell = 命令行环境
help-complete = 补全脚本询问可以接着写什么
help-complete-apart = 词在等号和冒号处断开
help-complete-words = 已经输入的词
help-man = 输出手册页
help-man-of = 只要这条命令的一页，如 check、hook install
help-man-out = 分文件写到此文件夹

# 每个命令的帮助中都有的文字
args-usage = 用法:
args-commands = 命令
args-arguments = 参数
args-options = 选项
args-help = 显示帮助
args-version = 显示版本
args-default = [默认: { $values }]
args-possible = [可选: { $values }]

# 命令行写错了什么
mistake-argument = 不认识的参数 `{ $argument }`
mistake-command = 没有命令 `{ $command }`
mistake-missing = 还缺少 { $argument }
mistake-no-value = `{ $argument }` 后面没有写值
mistake-value = `{ $argument }` 不能是 `{ $value }`
mistake-values = `{ $argument }` 后面不写值，多了 `{ $value }`
mistake-conflict = `{ $argument }` 不能和 `{ $other }` 一起用
mistake-possible = 可以写的有：{ $names }
mistake-near = 是否指 `{ $names }`？
mistake-help = 参数见 `--help`
