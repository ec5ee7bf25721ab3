# 检查结果怎样显示

check-error = 错误
check-warning = 警告
check-help = 帮助
check-clean = 没有发现问题
check-summary = 共 { $errors } 个错误、{ $warnings } 个警告，涉及 { $files } 个文件
