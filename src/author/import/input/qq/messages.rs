//! The messages of an export, one after the other.

use super::super::clean::clean;
use super::header::{Header, header};
use crate::base::Span;
use jiff::civil::DateTime;

/// The account of what the client itself says.
const SYSTEM: &str = "10000";
/// What it says in the place of a message that was taken back.
const TAKEN_BACK: &str = "撤回了一条消息";

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// When it was sent, on the wall.
    pub time: DateTime,
    /// The name of who sent it.
    pub name: String,
    /// Their number or mail address; empty where the export has none.
    pub account: String,
    /// What it says.
    pub text: String,
    /// The group or person that was written to.
    pub object: String,
    /// The folder of contacts that this lies in.
    pub group: String,
    /// The line above it, from 1.
    pub line: usize,
    /// Where that line stands.
    pub head: Span,
    /// Where its text stands.
    pub body: Span,
}

/// The messages of `text`, an export; those of the client itself are left out.
pub fn messages(text: &str) -> Vec<Message> {
    let strict = has_accounts(text);
    let mut reader = Reader::of(text);
    let (mut offset, mut blank) = (0, true);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        let span = Span::new(offset, offset + bare.len());
        let found = header(bare).filter(|found| blank && (!strict || !found.account.is_empty()));
        match found {
            Some(found) => reader.begin(&found, number + 1, span),
            None => reader.line(bare, span),
        }
        blank = bare.is_empty() || is_rule(bare);
        offset += line.len();
    }
    reader.close();
    reader.messages
}

/// Whether lines above messages name accounts, as those of groups do: then a line of a log in a message is not taken for one.
fn has_accounts(text: &str) -> bool {
    let mut blank = true;
    text.lines().any(|line| {
        let found = blank && header(line).is_some_and(|found| !found.account.is_empty());
        blank = line.trim().is_empty();
        found
    })
}

/// A line of `=` between the parts of an export.
fn is_rule(line: &str) -> bool {
    line.len() >= 16 && line.bytes().all(|byte| byte == b'=')
}

struct Reader<'t> {
    text: &'t str,
    messages: Vec<Message>,
    open: Option<Message>,
    object: String,
    group: String,
    /// Whether a rule stood above, so that this may be the head of a part.
    rule: bool,
}

impl<'t> Reader<'t> {
    fn of(text: &'t str) -> Reader<'t> {
        Reader {
            text,
            messages: Vec::new(),
            open: None,
            object: String::new(),
            group: String::new(),
            rule: false,
        }
    }

    fn begin(&mut self, header: &Header<'_>, line: usize, head: Span) {
        self.close();
        self.rule = false;
        self.open = Some(Message {
            time: header.time,
            name: clean(header.name),
            account: clean(header.account),
            text: String::new(),
            object: self.object.clone(),
            group: self.group.clone(),
            line,
            head,
            body: Span::new(head.end, head.end),
        });
    }

    /// A line that begins no message: one more of the open message, or of the head of a part.
    fn line(&mut self, line: &str, span: Span) {
        if is_rule(line) {
            self.rule = true;
        } else if self.rule
            && let Some(object) = part(line, "消息对象")
        {
            self.close();
            self.object = clean(object);
        } else if self.rule
            && let Some(group) = part(line, "消息分组")
        {
            self.close();
            self.group = clean(group);
        } else if let Some(open) = &mut self.open
            && !line.is_empty()
        {
            let first = open.body.start == open.head.end;
            open.body = Span::new(if first { span.start } else { open.body.start }, span.end);
        }
    }

    /// Ends the open message, and keeps it unless the client itself said it.
    fn close(&mut self) {
        let Some(mut message) = self.open.take() else {
            return;
        };
        message.text = clean(self.text.get(message.body.range()).unwrap_or_default());
        let own = message.account == SYSTEM || message.text.ends_with(TAKEN_BACK);
        if !own && !message.text.is_empty() {
            self.messages.push(message);
        }
    }
}

/// What follows the word `name` and its colon.
fn part<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    line.strip_prefix(name)?.strip_prefix([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORT: &str = "\
消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:我的群聊
================================================================
消息对象:系统交流
================================================================

2023-09-01 9:12:33 张三(123456789)
公文系统打不开附件
2023-09-01 09:10:00 ERROR pool exhausted (10086)

第二段

2023-09-01 9:13:00 系统消息(10000)
李四加入了本群

2023-09-01 9:14:00 王五(1234567)
王五撤回了一条消息

2023-09-01 9:15:02 【管理员】李四<lisi@example.com>
请重启浏览器

================================================================
消息对象:另一个群
================================================================

2023-09-02 10:00:00 赵六(7654321)
收到
";

    #[test]
    fn messages_have_all_their_lines_and_their_place() {
        let all = messages(EXPORT);
        let told: Vec<(&str, &str, usize, &str)> = all
            .iter()
            .map(|one| {
                (
                    one.name.as_str(),
                    one.text.as_str(),
                    one.line,
                    one.object.as_str(),
                )
            })
            .collect();
        let first = "公文系统打不开附件\n2023-09-01 09:10:00 ERROR pool exhausted (10086)\n\n第二段";
        assert_eq!(
            told,
            [
                ("张三", first, 9, "系统交流"),
                ("李四", "请重启浏览器", 21, "系统交流"),
                ("赵六", "收到", 28, "另一个群"),
            ]
        );
        assert_eq!(EXPORT.get(all[1].body.range()), Some("请重启浏览器"));
        assert_eq!(all[0].group, "我的群聊");
    }

    #[test]
    fn friends_have_names_alone() {
        let all = messages("2023-09-01 9:12:33 张三\r\n附件打不开\r\n\r\n2023-09-01 9:13:00 我\r\n重启\r\n");
        let told: Vec<(&str, &str)> = all
            .iter()
            .map(|one| (one.name.as_str(), one.text.as_str()))
            .collect();
        assert_eq!(told, [("张三", "附件打不开"), ("我", "重启")]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(2023-09-01 9:12:33 |张三|\\(123456\\)|\n|=================|消息对象:|甲){0,30}") {
            for message in messages(&text) {
                proptest::prop_assert!(text.get(message.body.range()).is_some());
                proptest::prop_assert!(text.get(message.head.range()).is_some());
            }
        }
    }
}
