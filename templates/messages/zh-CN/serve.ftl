# 预览服务的提示

serve-listening = 预览地址 { $url }
serve-exposed = 其他计算机可以访问 { $addr }：能连上的人能看到全部内容，包括受限记录
serve-polling = 以轮询方式查看文件变化
serve-polling-limit = 系统可监视的文件夹数量已用尽（fs.inotify.max_user_watches），改为轮询
serve-blind = 无法得知文件变化：{ $error }
serve-loaded = { $changed ->
    [-1] 已载入
   *[other] { $changed } 个文件有变化
 }，用时 { $ms } 毫秒
serve-load-failed = 无法载入，保留上一次的内容：{ $error }
serve-page-failed = 无法生成 `{ $path }`：{ $error }

serve-fault-load = 知识库无法载入
serve-fault-page = 此页无法生成
serve-fault-note = 改正并保存后，本页会自动恢复。
serve-fault-close = 关闭
serve-findings = { $errors } 个错误、{ $warnings } 个警告
