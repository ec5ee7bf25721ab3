# The language server

lsp-method = `{ $method }` is not supported
lsp-over = after shutdown there is only exit
lsp-parse = the message is no JSON and cannot be read
lsp-mend = change to `{ $name }`
