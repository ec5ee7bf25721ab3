# 手册页（casebook man）

man-manual = 案卷手册
man-name = 名称
man-synopsis = 概述
man-description = 说明
man-common = 通用选项
man-values = 取值
man-files = 文件
man-environment = 环境变量
man-exits = 退出状态
man-examples = 示例
man-see-also = 参见
man-unknown = 没有命令 `{ $command }` 的手册页
man-unknown-near = 没有命令 `{ $command }` 的手册页，是否指 `{ $near }`？

man-about-casebook =
    不带命令时，构建当前文件夹的知识库，在本机提供服务并打印地址，保存文件后自动刷新。不在知识库里时，说明该怎么办。
    结果写到标准输出，其余的话写到标准错误。
    各命令的手册页叫 casebook-命令，如 casebook-check(1)；“casebook man 命令”输出其中一页。

# 值的名称代表什么
man-value-addr = 地址和端口，如 127.0.0.1:8080；0.0.0.0:8080 让别的机器也能访问。
man-value-audience = 读者范围：public（公开）、internal（内部）或 restricted（受限，全部记录）。
man-value-branch = 分支名，如 main；知识库不在仓库根目录时写 main:文件夹。
man-value-command = 命令名，如 check；下级命令接着写，如 hook install。
man-value-counting = service（服务时间）或 wall（自然时间）。
man-value-date = 日期，如 2023-09-14；也可以只写到月（2023-09）或年（2023）。
man-value-dir = 文件夹。相对路径从 -C 给的文件夹算起，没有 -C 从当前文件夹算起。
man-value-dir-file = 文件夹；出单条记录的表单时也可以是文件名（.docx）。
man-value-field-value = 字段名、等号和值，如 severity=minor；字段见 casebook schema 类型。
man-value-file = 文件。相对路径从 -C 给的文件夹算起，没有 -C 从当前文件夹算起。
man-value-from-to = 起止时间，中间一条斜线，如 "2023-09-28 18:00/2023-09-28 20:00"。
man-value-git = git 仓库所在的文件夹；没有工作区的（bare）也可以。
man-value-id = 记录编号，即文件名去掉 .md，如 F-20230914-01；手册、计划和清单是类型文件夹以下的路径。
man-value-kind = 记录类型：编号、文件夹或名称，如 fault、faults、故障处理报告。
man-value-lang = zh-CN（简体中文）或 en（英文）。
man-value-limit = 时限：数和单位，如 "30 minutes"、"4 hours"、"1 workday"。
man-value-map-yaml = 映射文件：哪一列填哪个字段。
man-value-month = 月份，如 2023-09。
man-value-month-id = 月份，如 2023-09；或记录编号，如 F-20230911-01。
man-value-n = 整数。
man-value-name-value = 参数名、等号和值，如 month=2023-09；语句里写 :month。
man-value-path = 知识库中的文件或文件夹。
man-value-query = 检索词；空格分开的都要有，"加引号的"一个字不差地连在一起，可用 系统: 类型: 地区: 标签: 月份: 从: 到: 筛选。
man-value-reading = 工作日的算法：civil-code（民法典，从次日起算）、same-time（到同一时刻）、service-hours（按服务时间）、wall（按自然时间）。
man-value-reason = 更正的原因，印在更正的报告上。
man-value-rev = git 版本：提交、标签或分支；changes 中也可以是已封存的月份，如 2023-09。
man-value-rule = 规则名，如 link-broken；casebook rules 列出全部。
man-value-sql = 一条只读的 SQL 语句（SQLite）；表和列见 casebook query --schema。
man-value-system = 系统：casebook.yaml 中的编号或名称。
man-value-template = 内置文件的路径，如 pages/home.html；casebook templates 列出全部。
man-value-time = 时间，如 "2023-09-28 17:45"；不写时区时，按 contract.yaml 的时区；也可写 RFC 3339。
man-value-title = 标题；考核评分写月份，如 2023-10。
man-value-url = 网站的地址，如 https://kb.example/。

man-variable-lc-all-lc-messages-lang = 没有 --lang 时的语言：依次看这三个，取第一个有值的；既不是中文也不是英文时，看 casebook.yaml。
man-variable-no-color = 有值时不使用颜色；--color always 优先。
man-variable-source-date-epoch = 判断未结事项的时刻，1970 年以来的秒数；不写时取提交和记录中最新的时间。--as-of 优先。
man-variable-casebook-editor = 网页上“在编辑器中打开”用哪个编辑器：code、cursor、zed、idea、subl，或者带 {"{path}"}、{"{line}"}、{"{column}"} 的地址。
man-variable-visual-editor = 没有 CASEBOOK_EDITOR 时依次看这两个。
man-variable-xdg-cache-home = 知识库不能写入时，缓存和索引放在这个文件夹的 casebook 下；没有时看 LOCALAPPDATA，再用 ~/.cache。
man-variable-git-dir = 钩子所在的仓库，由 git 设置；推送时还有 GIT_QUARANTINE_PATH、GIT_OBJECT_DIRECTORY、GIT_ALTERNATE_OBJECT_DIRECTORIES。
man-variable-git-index-file = 提交前检查的暂存区，由 git 设置。

man-file-casebook-yaml = 总配置：标题、语言、系统、地区、人员、选项。所在的文件夹就是知识库。
man-file-contract-yaml = 合同：时区、日历、服务时间、时限、考核表、付款。
man-file-content = 记录，一个 Markdown 文件一条；第一级文件夹是类型。
man-file-templates = 自己的模板和类型，按路径替换内置的。
man-file-reports = 月度考核，封存的和未封存的。
man-file-site = 构建的网站，不要手工修改。
man-file-casebook = 缓存和索引，随时可以删除。

man-exit-0 = 命令做成了。
man-exit-2 = 命令没有做成：参数不对、文件读不了等；原因写在标准错误。
man-exit-0-all = 没有错误，警告不算。
man-exit-1-all = 记录里有错误（加 --strict 时，有警告也是），或者核对不符。
man-exit-0-check = 没有错误，警告不算。
man-exit-1-check = 有错误；加 --strict 时，有警告也是。
man-exit-0-build = 网站已生成，记录没有错误，警告不算。
man-exit-1-build = 网站已生成，记录里有错误；加 --strict 时，有警告也是。
man-exit-0-search = 查过了，不管找没找到。
man-exit-0-clock = 算出来了，不管超没超时。
man-exit-1-import = 文件中有不对的行，一条也没有写。
man-exit-1-report = 记录里有错误，没有封存；或者已封存的月份与现在的不同。
man-exit-0-verify = 全部相符。
man-exit-1-verify = 有不符之处。
man-exit-1-fmt = 加 --check 时，有没排好的；或者有错误的文件没有排。
man-exit-1-lsp = 编辑器没有先发 shutdown 就退出了。

man-examples-all =
    新建知识库
    $ casebook init 知识库
    检查记录
    $ casebook check
    写一条故障
    $ casebook new fault 公文打不开 --system 公文管理系统
    出月度考核
    $ casebook report 2023-09
man-examples-init =
    带一整套示例
    $ casebook init 知识库
    只要配置
    $ casebook init 正式库 --empty
man-examples-new =
    登记一条故障，顺便填好级别
    $ casebook new fault 公文打不开 --system gwgl --field severity=minor
man-examples-import =
    先看会写出什么，再写
    $ casebook import 台账.xlsx --as case --map 映射.yaml --dry-run
    $ casebook import 台账.xlsx --as case --map 映射.yaml
man-examples-check =
    检查全部记录
    $ casebook check
    只列出一个文件夹中的问题，有警告也算失败
    $ casebook check content/faults --strict
    交给代码托管平台
    $ casebook check --format sarif > casebook.sarif
man-examples-explain =
    这条规则要求什么
    $ casebook explain link-broken
man-examples-rules =
    全部规则
    $ casebook rules
man-examples-build =
    生成网站
    $ casebook build
    生成可以公开的网站，写到另一个文件夹
    $ casebook build --audience public --out 公开
    从没有工作区的仓库生成主分支
    $ casebook build --repo /srv/kb.git --rev main --out /srv/www
man-examples-serve =
    预览并打开浏览器
    $ casebook serve --open
    让局域网里的人也能看
    $ casebook serve --addr 0.0.0.0:8080
man-examples-search =
    公文管理系统九月以来的连接池问题
    $ casebook search 连接池 --system gwgl --from 2023-09-01
man-examples-clock =
    周四下班前报的故障，一个工作日到什么时候
    $ casebook clock --from "2023-09-28 17:45" --limit "1 workday"
man-examples-report =
    生成九月的考核
    $ casebook report 2023-09
    封存
    $ casebook report 2023-09 --seal
    一条故障的 Word 表单
    $ casebook report F-20230911-01
man-examples-verify =
    核对全部封存
    $ casebook verify
    核对拷走的网站
    $ casebook verify --site /mnt/site
man-examples-query =
    各系统的故障数
    $ casebook query "SELECT system, count(*) FROM faults GROUP BY 1"
    按月份，写成 Excel
    $ casebook query "SELECT * FROM faults WHERE month = :month" --param month=2023-09 --out 故障.xlsx
man-examples-history =
    谁在什么时候改了什么
    $ casebook history F-20230911-01
man-examples-changes =
    九月提交的变更
    $ casebook changes --month 2023-09
    封存以后改了什么
    $ casebook changes --since 2023-09
man-examples-hook-install =
    提交之前检查
    $ casebook hook install
    推送之前检查，推送之后生成网站
    $ casebook -C /srv/kb.git hook install --server --out /srv/www
man-examples-hook-remove =
    删除本程序装的钩子
    $ casebook hook remove
man-examples-fmt =
    排好全部记录的字段
    $ casebook fmt
    只看有没有没排好的
    $ casebook fmt --check
man-examples-schema =
    供 VS Code 使用
    $ casebook schema fault > .vscode/fault.schema.json
man-examples-templates =
    从内置的首页改起
    $ casebook templates pages/home.html > templates/pages/home.html
man-examples-lsp =
    由编辑器启动；写法见手册“命令”
    $ casebook lsp
man-examples-completions =
    bash
    $ casebook completions bash > /etc/bash_completion.d/casebook
    zsh
    $ casebook completions zsh > /usr/local/share/zsh/site-functions/_casebook
    fish
    $ casebook completions fish > ~/.config/fish/completions/casebook.fish
man-examples-man =
    看一页
    $ casebook man check | man -l -
    装到系统里
    $ casebook man --out /usr/local/share/man/man1
