# git 钩子，以及直接从仓库生成

help-build-repo = 从这个仓库（裸仓库也行）生成，不看当前文件
help-build-rev = 生成这个版本，不看当前文件；main:kb 是 main 里的文件夹 kb（默认 HEAD）
help-hook = 让 git 自动检查记录、生成网站
help-hook-install = 安装钩子：提交之前检查；加 --server 则在推送前后
help-hook-install-server = 接收推送的仓库用的钩子：有错误的拒收，没有错误的生成网站
help-hook-install-out = 网站写到哪里（默认仓库自己的文件夹里的 site）
help-hook-install-rev = 生成哪个分支，main:kb 连同知识库所在的文件夹（默认 HEAD 指向的分支）
help-hook-remove = 删除本程序装的钩子，别人的不动
help-hook-remove-server = 接收推送的仓库用的钩子
help-hook-run = 由钩子调用
help-hook-run-name = 钩子的名字
help-hook-run-inside = 知识库在仓库里的哪个文件夹
help-hook-run-out = 网站写到哪里
help-hook-run-rev = 生成哪个分支
repo-none = { $path } 不在任何 git 仓库里
repo-open = 打不开仓库 { $path }：{ $detail }
repo-no-commits = 仓库 { $path } 还没有提交，没有可以生成的内容
repo-no-revision = 仓库 { $path } 里没有提交 `{ $revision }`
repo-folder = `{ $written }` 不是某个版本里的文件夹，应写成 `main:kb`
repo-no-knowledge-base = `{ $revision }` 里没有知识库（既没有 casebook.yaml，content/ 里也没有记录）；如果知识库在某个文件夹里，请写明：`{ $example }`
hook-bare = { $path } 是裸仓库，没有人在里面提交；接收推送的仓库请加 --server
hook-installed = 已安装 { $path }
hook-site = 推送到分支 `{ $branch }` 以后，网站生成在 { $path }
hook-removed = 已删除 { $path }
hook-left = { $path } 不是本程序写的，没有动
hook-none = 没有 { $path }
hook-foreign =
    已经有别人的钩子，什么也没有写。要让本程序先执行，请在下列文件的第一行之后加上：
    { $lines }
hook-foreign-line =
    { $path }
        { $line }
hook-missing-commit = casebook：找不到程序，记录没有检查；重新执行 `casebook hook install` 即可
hook-missing-push = casebook：找不到程序，无法检查记录，推送被拒绝；请重新执行 `casebook hook install --server`
hook-missing-site = casebook：找不到程序，网站没有生成；请重新执行 `casebook hook install --server`
hook-commit-refused = 提交被拒绝；请改正错误，或者跳过检查：`git commit --no-verify`
hook-push-refused = 推送到分支 `{ $branch }` 被拒绝；请改正错误后再推送
hook-no-branch = 没有生成网站：网站由分支 `{ $branch }` 生成，而这个分支不存在；用 `casebook hook install --server --rev 分支` 换一个
hook-no-knowledge-base = 没有生成网站：分支 `{ $branch }` 里没有知识库（既没有 casebook.yaml，content/ 里也没有记录）
hook-build-failed = 网站没有生成，{ $path } 保持原样：{ $detail }
