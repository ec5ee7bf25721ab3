# Words that rendering adds to an author's text.
markdown-anchor = 链接到本节：
markdown-footnotes = 脚注
markdown-footnote-back = 返回正文
markdown-footnote-back-to = 返回正文第 { $number } 处
markdown-task-done = 已完成
markdown-task-open = 未完成
markdown-alert-note = 说明
markdown-alert-tip = 提示
markdown-alert-important = 重要
markdown-alert-warning = 注意
markdown-alert-caution = 警告
markdown-alert-before = { $kind }：
