//! How fast is it? Run with `cargo test --release --lib markdown::tests::speed -- --ignored --nocapture`.

use super::*;
use std::time::Instant;

const RECORD: &str = "# 公文管理系统无法登录\n\n## 故障现象\n\n2023年5月12日上午，省局多名用户反映公文管理系统**登录页面**无法打开，浏览器提示 `504 Gateway Time-out`，\n影响范围约三百人。**注意：**内网门户及邮件系统正常，见[[F-20230511-02]]。\n\n## 处理过程\n\n1. 09:25 检查 Nginx 日志，发现后端 `app02` 无响应；\n2. 09:31 登录服务器，**CPU 占用 100%**，线程池耗尽；\n3. 09:40 经批准重启应用服务（见[审批单](../changes/CH-20230512-01.md)），09:52 恢复。\n\n```log\n2023-05-12 09:20:11 ERROR [http-nio-8080-exec-12] c.k.o.LoginController - timeout waiting for connection\njava.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available\n```\n\n| 检查项 | 结果 | 说明 |\n|---|---|---|\n| 数据库连接数 | 异常 | 达到上限二百 |\n| 磁盘空间 | 正常 | 使用率百分之六十一 |\n\n## 原因分析\n\n数据库连接池上限过小，且统计任务在工作时间运行，占用了大部分连接，导致登录请求排队超时。统计任务由承建单位在上月升级时改为每小时执行一次，升级前没有做压力测试，也没有告知运维人员。\n\n## 预防措施\n\n- 统计任务改到夜间执行，由承建单位在五个工作日内完成；\n- 连接池上限调整为五百，并加入每日巡检；\n- 升级前必须提交测试报告。\n\n";

#[test]
#[ignore = "a measurement"]
fn figures() {
    let record = RECORD.repeat(3);
    let measure = |name: &str, run: &dyn Fn() -> usize| {
        let mut best = f64::MAX;
        for _ in 0..5 {
            let start = Instant::now();
            let sum: usize = (0..2000).map(|_| run()).sum();
            best = best.min(start.elapsed().as_secs_f64());
            assert!(sum > 0);
        }
        println!("{name}: {:.0} MB/s", 2000.0 * record.len() as f64 / best / 1e6);
    };
    let labels = Labels::new(Catalog::of(Lang::ZhCn), Lang::ZhCn);
    let options = Options {
        title: Some("公文管理系统无法登录"),
        labels: &labels,
        scope: "",
    };
    measure("marks", &|| {
        crate::record::markdown::flank::Prepared::new(&record).text.len()
    });
    let prepared = crate::record::markdown::flank::Prepared::new(&record);
    measure("events", &|| {
        crate::record::markdown::events::Events::new(&prepared).count()
    });
    measure("html", &|| html(&record, &World, &options).html.len());
    measure("outline", &|| outline(&record).headings.len());
    measure("text", &|| text(&record).body.len());
    let raw = format!("{record}<kbd>F5</kbd>");
    measure("html with raw HTML", &|| html(&raw, &World, &options).html.len());
}
