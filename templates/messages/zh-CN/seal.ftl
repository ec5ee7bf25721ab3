# 封存、核对与更正

sealed-title = 封存后变更
sealed-lede = 已封存的月度报告所计入的记录，封存以后又有改动的，逐项列出。封存的数字不随之改变；确需改变的，另出更正。
sealed-what = 计入 { $records } 条记录，封存的提交 { $commit }，程序 { $program }
sealed-recounted = 按现在的记录重算：得分 { $score }，可扣款 { $amount } 元；封存的数字不变
sealed-figures = 封存的得分 { $score } 分
sealed-number = 封存号
sealed-corrects = 本报告更正 { $report }，原因：{ $reason }
sealed-corrected-money = { $report } 的分数是 { $score }，应扣 { $withheld } 元；本报告的分数和金额以下文为准
sealed-corrected-score = { $report } 的分数是 { $score }；本报告的分数以下文为准
sealed-decided-before = 下文的付款决定在 { $report } 里已经写明，是就当时应扣的 { $withheld } 元作出的；就本报告的金额另有决定的，写进考核记录后另出更正
sealed-nothing = 计入的记录都和封存时一样。
sealed-uncommitted = 没有提交
sealed-as-it-was = 报告 { $report } 已封存，计入的记录没有改动
sealed-changed = 报告 { $report } 已封存，其后有 { $n } 项变更

seal-done = { $report } 已封存：{ $score } 分，计入 { $records } 条记录，封存号 { $seal }；已写入 { $path }。请把 reports/ 提交到 git
seal-done-apart = { $report } 已封存：{ $score } 分，计入 { $records } 条记录，封存号 { $seal }；已写入 { $path }。不在知识库的 reports/ 里，`verify` 和 `changes` 不会看到它
seal-no-commit = 封存以提交为凭，而这个知识库不在 git 仓库中，或还没有提交
seal-refused-month = { $month } 还没有结束，不能封存：最新的提交和记录都不晚于 { $day }
seal-refused-clock = { $month } 还没有结束，不能封存：这台机器的时钟是 { $day }。记录或提交的时间比它晚的，请先改正
seal-refused-appeal = { $month } 有申诉还没有复核结论，不能封存；请写上 `appeal_decided_on` 和 `appeal_outcome`，或定稿日期 `final_on`
seal-refused-draft = { $month } 还是草稿，不能封存。{ $draft }
seal-refused-uncommitted = 计入的内容有 { $n } 个文件没有提交，不能封存；第一个是 { $path }
seal-refused-errors = 计入的内容有 { $n } 个错误，不能封存；请改正并提交后再封存
seal-refused-exists = { $report } 已经封存，不能重写；确需改变的，用 --seal --correct "原因" 另出更正
seal-refused-nothing = { $month } 还没有封存，没有可以更正的报告
seal-refused-reason = 更正必须写明原因：--correct "原因"
seal-refused-lost = 提交过的封存 { $report } 现在没有了，或和提交时不一样，不能另行封存；请从 git 取回，再用 casebook verify 核对
seal-refused-chain = 已有的封存 { $report } 不完好，不能接着封存；请先用 casebook verify 查明
seal-refused-extra = { $path } 不是报告的文件，不能和报告一起封存；请移走或删除

seal-unreadable = MANIFEST.json 无法识别（{ $detail }）
seal-manifest-changed = MANIFEST.json 被改动过，和它的封存号对不上
seal-misplaced = MANIFEST.json 属于另一份报告 { $report }
seal-link-missing = 链条断了：它的上一份封存（{ $hash }）不在或被改动
seal-link-shared = 链条乱了：它和 { $report } 接在同一份封存后面
seal-corrects-missing = 它所更正的 { $report } 不在或被改动
seal-removed = 提交过的封存，现在没有了
seal-rewritten = MANIFEST.json 和提交过的不一样
seal-file-missing = { $path } 没有了
seal-file-changed = { $path } 被改动
seal-file-extra = { $path } 是封存以后加进去的
seal-no-repository = 这里没有 git 仓库，封存的提交无从核对
seal-commit-shallow = 这里是浅克隆，没有封存时的提交 { $commit }；先执行 `git fetch --unshallow` 再核对
seal-commit-missing = 当前分支的历史里没有封存的提交 { $commit }
seal-folder-moved = 文件和链条没有动过，但数字不能重算：知识库后来改了位置，封存的提交 { $commit } 里没有文件夹 { $folder }
seal-not-made = 按封存的提交不能重算（{ $detail }）
seal-differs = 按封存的提交重算，{ $place } 不同：封存为 { $sealed }，重算为 { $now }
seal-uncommitted = 计入的 { $what } 被改动而没有提交（{ $path }）
seal-uncommitted-gone = 计入的 { $what } 被删除而没有提交（{ $path }）

report-sealed-same = { $report } 已封存，文件完好；按现在的记录重算，数字相同。没有改动任何文件
report-sealed-differs = { $report } 已封存，没有改动任何文件；按现在的记录重算，{ $place } 不同：封存为 { $sealed }，现为 { $now }

verify-good = { $report }  完好：{ $records } 条记录、{ $files } 个文件，封存号 { $seal }
verify-fault = { $report }  不符：{ $fault }
verify-changed = 　　封存后有变更并已提交的 { $n } 项：{ $list }
verify-recounted = 　　{ $words }
verify-none = 还没有封存的报告
verify-not-sealed = { $month } 还没有封存
verify-site-missing = 缺少：{ $path }
verify-site-changed = 改动：{ $path }
verify-site-extra = 多出：{ $path }
verify-site-good = 网站完好：{ $files } 个文件
verify-site-bad = 网站有 { $n } 个文件和生成时不一样
