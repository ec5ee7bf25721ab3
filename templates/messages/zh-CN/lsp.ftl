# 编辑器语言服务

lsp-method = 不支持“{ $method }”
