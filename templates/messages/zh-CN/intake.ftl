# 报修页

intake-title = 我要报修
intake-note = 填好以后生成一份登记记录，下载、复制或用邮件发给服务台。填写时会列出相似的问题和答复，也许不用报。
intake-kind = 要报的是
intake-must = 带 * 的必须填写。
intake-similar = 相似的问题和答复
intake-similar-hint = 写下标题或现象以后，这里会列出以前的处理办法。
intake-none = 没有找到相似的记录。
intake-make = 生成记录
intake-result = 登记记录
intake-ready = 记录已经生成，存放位置：%at%
intake-file = 下载文件
intake-copy = 复制
intake-mail = 写邮件
intake-later = 待处理人填写。
intake-away = 系统负责人当天不在名册的在岗期内，处理人留空，由服务台填写。
intake-noscript = 浏览器没有启用 JavaScript。可以复制下面的内容，填好以后发给服务台；# 后面是说明和可填的值。
