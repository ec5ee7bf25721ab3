//! Which messages ask something, and which answer them.

use super::Message;
use crate::base::Span;
use jiff::SignedDuration;
use regex::Regex;

/// What a picture, a face or a file leaves in an export.
const LEFT: [&str; 5] = ["[图片]", "[表情]", "[闪照]", "[语音]", "[视频]"];
/// So many questions are kept open at a time; older ones find no answer any more.
const MOST_OPEN: usize = 100;

/// How questions and their answers are found.
#[derive(Debug, Clone, Default)]
pub struct Threads {
    /// What a message that asks something matches; without it, each does that says anything.
    pub questions: Option<Regex>,
    /// The people who answer: names and numbers of the map.
    pub staff: Vec<String>,
    /// The people who answer: names of the register, under which they are told.
    pub people: Vec<String>,
    /// So long after a message, the next of the same person belongs to it. Never, where there is none.
    pub join: Option<SignedDuration>,
    /// So long after a question, a message of the staff answers it. Never, where there is none.
    pub answers: Option<SignedDuration>,
}

/// A question and what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thread {
    pub(super) first: Message,
    pub(super) text: String,
    last: jiff::civil::DateTime,
    pub(super) answer: String,
    /// Who answered first, and when; empty where nobody did.
    pub(super) answerer: String,
    pub(super) answered_at: String,
    /// Where the first answer stands.
    pub(super) answered: Option<Span>,
}

impl Threads {
    /// The questions among `messages`, each with its answer.
    pub(super) fn threads(&self, messages: Vec<Message>) -> Vec<Thread> {
        let mut threads: Vec<Thread> = Vec::new();
        for message in messages {
            if let Some(name) = self.staff_name(&message) {
                if let Some(thread) = self.asked(&mut threads, &message) {
                    thread.answered_by(&message, name);
                }
            } else if let Some(thread) = self.open_of(&mut threads, &message) {
                thread.goes_on(&message);
            } else if self.asks(&message.text) {
                threads.push(Thread::of(message));
            }
        }
        threads
    }

    /// Whether a message asks something.
    fn asks(&self, text: &str) -> bool {
        let said = LEFT
            .iter()
            .fold(text.to_owned(), |text, left| text.replace(left, ""));
        let says = !said.trim().is_empty();
        says && self
            .questions
            .as_ref()
            .is_none_or(|questions| questions.is_match(text))
    }

    /// The name under which somebody of the staff is told; `None` for all others. In groups, names carry more than the name: `张伟-运维`.
    fn staff_name(&self, message: &Message) -> Option<String> {
        let people = || {
            self.people
                .iter()
                .find(|name| message.name.contains(name.as_str()))
                .cloned()
        };
        let named = |wanted: &String| *wanted == message.account || *wanted == message.name;
        people().or_else(|| self.staff.iter().any(named).then(|| message.name.clone()))
    }

    /// The question of the same person that `message` goes on with.
    fn open_of<'t>(&self, threads: &'t mut [Thread], message: &Message) -> Option<&'t mut Thread> {
        let join = self.join?;
        let same = |thread: &&mut Thread| {
            let asker = &thread.first;
            let who = (&asker.account, &asker.name, &asker.object);
            who == (&message.account, &message.name, &message.object)
        };
        let thread = threads.iter_mut().rev().take(MOST_OPEN).find(same)?;
        within(thread.last, message, join).then_some(thread)
    }

    /// The question that `message`, of the staff, answers: that of the person who is addressed, else the latest.
    fn asked<'t>(&self, threads: &'t mut [Thread], message: &Message) -> Option<&'t mut Thread> {
        let answers = self.answers?;
        let open = |thread: &&mut Thread| {
            thread.first.object == message.object && within(thread.last, message, answers)
        };
        let addressed = |thread: &Thread| message.text.contains(&format!("@{}", thread.first.name));
        let recent = threads.iter().enumerate().rev().take(MOST_OPEN);
        let found = recent.clone().find(|(_, thread)| addressed(thread));
        let (at, _) = found.or_else(|| recent.clone().next())?;
        threads.get_mut(at).filter(open)
    }
}

fn within(last: jiff::civil::DateTime, message: &Message, limit: SignedDuration) -> bool {
    let passed = message.time.duration_since(last);
    passed <= limit && !passed.is_negative()
}

impl Thread {
    fn of(first: Message) -> Thread {
        Thread {
            text: first.text.clone(),
            last: first.time,
            first,
            answer: String::new(),
            answerer: String::new(),
            answered_at: String::new(),
            answered: None,
        }
    }

    fn goes_on(&mut self, message: &Message) {
        self.text.push('\n');
        self.text.push_str(&message.text);
        self.last = message.time;
    }

    fn answered_by(&mut self, message: &Message, name: String) {
        if self.answered.is_none() {
            self.answered = Some(message.body);
            self.answerer = name;
            self.answered_at = message.time.strftime("%Y-%m-%d %H:%M:%S").to_string();
        } else {
            self.answer.push('\n');
        }
        self.answer.push_str(&message.text);
        self.last = message.time;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::messages;
    use super::*;

    fn asked(how: &Threads, told: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        let text: String = told
            .iter()
            .map(|(time, who, text)| format!("2023-09-01 {time} {who}(1000{})\n{text}\n\n", who.len()))
            .collect();
        let threads = how.threads(messages(&text));
        threads
            .into_iter()
            .map(|thread| (thread.text, thread.answer, thread.answerer))
            .collect()
    }

    fn how() -> Threads {
        Threads {
            questions: Some(Regex::new("[?？]|打不开|怎么").unwrap()),
            people: vec!["张伟".to_owned()],
            staff: vec!["小助手".to_owned()],
            join: Some(SignedDuration::from_mins(5)),
            answers: Some(SignedDuration::from_mins(30)),
        }
    }

    fn told(question: &str, answer: &str, who: &str) -> (String, String, String) {
        (question.to_owned(), answer.to_owned(), who.to_owned())
    }

    #[test]
    fn questions_find_what_belongs_to_them() {
        let found = asked(
            &how(),
            &[
                ("9:00:00", "王五甲", "早上好"),
                ("9:12:00", "李四", "附件打不开"),
                ("9:13:00", "李四", "[图片]"),
                ("9:14:00", "王五甲", "怎么签章？"),
                ("9:15:00", "张伟-运维", "@李四 请重启浏览器"),
                ("9:16:00", "张伟-运维", "签章要先插 KEY"),
                ("9:20:00", "小助手", "还要装控件"),
                ("11:00:00", "张伟-运维", "都好了吗"),
            ],
        );
        assert_eq!(
            found,
            [
                told("附件打不开\n[图片]", "@李四 请重启浏览器", "张伟"),
                told("怎么签章？", "签章要先插 KEY\n还要装控件", "张伟"),
            ]
        );
    }

    #[test]
    fn without_a_word_on_how_each_message_is_one() {
        let found = asked(
            &Threads::default(),
            &[
                ("9:12:00", "李四", "附件打不开"),
                ("9:13:00", "李四", "[图片]"),
                ("9:13:10", "李四", "急"),
            ],
        );
        assert_eq!(found, [told("附件打不开", "", ""), told("急", "", "")]);
    }
}
