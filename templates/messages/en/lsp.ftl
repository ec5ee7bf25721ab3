# The language server

lsp-method = `{ $method }` is not supported
