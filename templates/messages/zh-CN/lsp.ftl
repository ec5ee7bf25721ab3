# 编辑器语言服务

lsp-method = 不支持“{ $method }”
lsp-over = 已经收到 shutdown，只等 exit
lsp-parse = 消息不是 JSON，读不了
lsp-mend = 改为 `{ $name }`
