//! What people and programs do to the files of a knowledge base, by chance.

use crate::kb::Kb;
use std::fs;

const YAML: &str = "title: 库\nlanguage: zh-CN\nlanguages: [zh-CN, en]\nsystems:\n  - {id: gw, name: 公文系统}\n  - {id: zb, name: 值班系统}\n";
/// A configuration that nothing can be read from.
const BROKEN: &str = "title: [\n";
const HEADINGS: [&str; 3] = ["现象", "原因", "处理"];
const WORDS: [&str; 6] = [
    "公文无法打开",
    "值班表缺人",
    "打印慢",
    "登录失败",
    "附件丢失",
    "网络中断",
];

/// Numbers that look like chance and are the same in every run: xorshift.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// A knowledge base to which things are done.
pub struct Deeds {
    pub kb: Kb,
    chance: Chance,
    made: usize,
    commits: i64,
}

impl Deeds {
    /// A small knowledge base of a few kinds, committed.
    pub fn new(kb: Kb, chance: Chance) -> Deeds {
        let kb = kb
            .file("casebook.yaml", YAML)
            .file(".gitignore", "/site/\n/.casebook/\n")
            .file("content/manuals/index.md", "# 手册\n\n见 [[F-20230901-01]]。\n")
            .file("content/manuals/gw/guide.md", "# 指南\n\n## 登录\n\n正文\n");
        let mut deeds = Deeds {
            kb,
            chance,
            made: 0,
            commits: 0,
        };
        for _ in 0..6 {
            deeds.add();
        }
        deeds.commit();
        deeds
    }

    /// Does something, and says what.
    pub fn one(&mut self) -> String {
        match self.chance.below(20) {
            0..=3 => self.edit(|text, chance| format!("{text}\n又写了一段：{}。\n", chance.of(&WORDS))),
            4 => self
                .edit(|text, chance| text.replacen("title: ", &format!("title: {}", chance.of(&WORDS)), 1)),
            5 => self.edit(|text, _| match text.contains("system: gw") {
                true => text.replace("system: gw", "system: zb"),
                false => text.replace("system: zb", "system: gw"),
            }),
            6 => self.edit(|text, chance| {
                let heading = chance.of(&HEADINGS);
                text.replacen("## ", &format!("## {heading}之"), 1)
            }),
            7 => self
                .edit(|text, chance| format!("{text}\n见 [[F-20230901-0{}#原因]]。\n", 1 + chance.below(6))),
            8 => self.edit(|text, chance| text.replace("09-0", &format!("09-{}", chance.below(3)))),
            9 => self.edit(|text, _| text.replacen("title: ", "title： ", 1)),
            10 => self.add(),
            11 => self.rename(),
            12 => self.delete(),
            13 => self.delete_folder(),
            14 => self.attach(),
            15 => self.configure(),
            16 => self.template(),
            17 => self.commit(),
            18 => self.branch(),
            _ => self.many(),
        }
    }

    fn records(&self) -> Vec<String> {
        let all = self.kb.files("content").into_iter();
        all.filter(|path| path.ends_with(".md"))
            .map(|path| format!("content/{path}"))
            .collect()
    }

    fn any_record(&mut self) -> Option<String> {
        let all = self.records();
        (!all.is_empty()).then(|| all[self.chance.below(all.len())].clone())
    }

    /// Changes a record in place, or as editors do: beside it, then into its place.
    fn edit(&mut self, change: impl Fn(&str, &mut Chance) -> String) -> String {
        let Some(path) = self.any_record() else {
            return self.add();
        };
        let text = change(&self.kb.read(&path), &mut self.chance);
        let aside = format!("{path}~");
        match self.chance.below(3) {
            0 => {
                self.kb.write(&aside, text.as_bytes());
                fs::rename(self.kb.path(&aside), self.kb.path(&path)).unwrap();
            }
            1 => {
                fs::rename(self.kb.path(&path), self.kb.path(&aside)).unwrap();
                self.kb.write(&path, text.as_bytes());
                fs::remove_file(self.kb.path(&aside)).unwrap();
            }
            _ => self.kb.write(&path, text.as_bytes()),
        }
        format!("edit {path}")
    }

    fn add(&mut self) -> String {
        self.made += 1;
        let (number, system) = (self.made, self.chance.of(&["gw", "zb"]));
        let word = self.chance.of(&WORDS);
        let (path, text) = match self.chance.below(4) {
            0 => (
                format!("content/cases/2023/C-{number}.md"),
                format!(
                    "---\ntitle: {word}\nsystem: {system}\nreceived_at: 2023-09-05 09:00\ntags: [常见]\n---\n## 答复\n\n重试。\n"
                ),
            ),
            1 => (
                format!("content/manuals/{system}/page-{number}.md"),
                format!("# {word}{number}\n\n## 步骤\n\n![图](图{number}.png)\n"),
            ),
            _ => (
                format!("content/faults/2023/F-20230901-{number:02}.md"),
                format!(
                    "---\ntitle: {word}\nsystem: {system}\nreported_at: 2023-09-0{} 10:00\n---\n## 现象\n\n{word}\n\n## 原因\n\n未知\n",
                    1 + number % 9
                ),
            ),
        };
        self.kb.write(&path, text.as_bytes());
        format!("add {path}")
    }

    fn rename(&mut self) -> String {
        let Some(path) = self.any_record() else {
            return self.add();
        };
        self.made += 1;
        let folder = path.rsplit_once('/').map_or("content", |(folder, _)| folder);
        let to = format!("{folder}/R-{}.md", self.made);
        fs::rename(self.kb.path(&path), self.kb.path(&to)).unwrap();
        format!("rename {path} to {to}")
    }

    fn delete(&mut self) -> String {
        if self.records().len() < 4 {
            return self.add();
        }
        let Some(path) = self.any_record() else {
            return self.add();
        };
        fs::remove_file(self.kb.path(&path)).unwrap();
        format!("delete {path}")
    }

    fn delete_folder(&mut self) -> String {
        let folder = self.chance.of(&[
            "content/cases",
            "content/manuals/zb",
            "content/faults/2023",
            "templates",
        ]);
        let gone = fs::remove_dir_all(self.kb.path(folder)).is_ok();
        format!("delete folder {folder}: {gone}")
    }

    fn attach(&mut self) -> String {
        let path = format!(
            "content/manuals/gw/图{}.png",
            1 + self.chance.below(self.made.max(1))
        );
        let size = 1 + self.chance.below(3000);
        self.kb.write(&path, &vec![7; size]);
        let log = format!("content/manuals/gw/日志{}.log", self.chance.below(3));
        let text = format!("{}\npassword=Zx9{size}#kQ\n", self.chance.of(&WORDS));
        self.kb.write(&log, text.as_bytes());
        format!("attach {path} and {log}")
    }

    fn configure(&mut self) -> String {
        let text = match self.chance.below(4) {
            0 => YAML.replace("值班系统", "值守系统"),
            1 => format!("{YAML}titel: 错\n"),
            2 => BROKEN.to_owned(),
            _ => YAML.to_owned(),
        };
        self.kb.write("casebook.yaml", text.as_bytes());
        format!("configure {text}")
    }

    /// Whether nothing can be read from the configuration.
    pub fn is_broken(&self) -> bool {
        self.kb.read("casebook.yaml") == BROKEN
    }

    /// Writes a configuration that can be read.
    pub fn mend(&self) {
        self.kb.write("casebook.yaml", YAML.as_bytes());
    }

    fn template(&mut self) -> String {
        let colour = self.chance.below(1000);
        let style = format!("main {{ --own: {colour} }}\n");
        self.kb.write("templates/assets/css/own.css", style.as_bytes());
        format!("template {colour}")
    }

    fn commit(&mut self) -> String {
        self.commits += 1;
        let at = jiff::Timestamp::from_second(1_696_000_000 + self.commits * 3600).unwrap();
        format!("commit {}", self.kb.commit(&at.to_string()))
    }

    /// Commits, and goes to another branch: a new one, or back to one with other files.
    fn branch(&mut self) -> String {
        self.commit();
        let repository = git2::Repository::open(self.kb.root()).unwrap();
        let name = self.chance.of(&["one", "two", "three"]);
        let head = repository.head().unwrap().peel_to_commit().unwrap();
        // Where it is there already, it stays what it is.
        let _ = repository.branch(name, &head, false);
        repository.set_head(&format!("refs/heads/{name}")).unwrap();
        let mut how = git2::build::CheckoutBuilder::new();
        repository
            .checkout_head(Some(how.force().remove_untracked(true)))
            .unwrap();
        format!("branch {name}")
    }

    fn many(&mut self) -> String {
        let deeds = [self.add(), self.add(), self.add(), self.rename(), self.delete()];
        deeds.join(", ")
    }
}
