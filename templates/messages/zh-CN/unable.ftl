# 机器做不到什么，为什么

unable-why = ：
unable-listen = 不能监听 `{ $address }`
unable-folder = 不能新建文件夹 `{ $path }`
unable-make = 不能新建 `{ $path }`
unable-write = 不能写入 `{ $path }`
unable-write-in = 不能在 `{ $path }` 中写文件
unable-read = 不能读取 `{ $path }`
unable-outside = `{ $path }` 不是知识库里的文件
unable-repository = 不能打开 git 仓库 `{ $path }`
unable-repository-of = 不能打开 `{ $path }` 所在的 git 仓库
unable-owner = 它属于另一个用户；信得过时执行 git config --global --add safe.directory { $path }
unable-lock = 不能锁定 `{ $path }`
unable-page = 不能生成页面 `{ $path }`
unable-report = 不能把报告写成 { $format }
unable-index = 不能打开搜索索引
unable-index-in = 不能在 `{ $path }` 建立索引
unable-hold = `{ $path }` 里有知识库或 git 仓库，不能放生成的文件
unable-address-taken = 这个地址已被别的程序占用
unable-address-none = 本机没有这个地址
unable-there = 已经有了
unable-is-folder = 它是文件夹
unable-no-folder = 路径中间有一段不是文件夹
unable-missing = 没有这个文件或文件夹
unable-forbidden = 没有权限
unable-read-only = 磁盘只读
unable-full = 磁盘已满
