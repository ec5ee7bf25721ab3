//! Histories at random, the same from the same seed, with all that people do to files.

use super::git::Repo;
use crate::chance::Chance;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::rc::Rc;

/// A file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    mode: &'static str,
    content: Rc<str>,
    /// Files that come from one another have the same number: two of them in one tree would be a copy to git.
    line: usize,
    version: usize,
}

const REGULAR: &str = "100644";
const SCRIPT: &str = "100755";
const LINK: &str = "120000";
const SUBMODULE: &str = "160000";

type Tree = BTreeMap<String, File>;

/// The tip of a branch.
#[derive(Clone)]
struct Tip {
    mark: usize,
    tree: Tree,
}

const FOLDERS: [&str; 12] = [
    "content/faults/2023/05",
    "content/faults/2023/06",
    "content/变更/2023",
    "content/工单 与 投诉",
    "content/a#b%20c",
    "content/深/深/深/深/深",
    "content/🚑",
    "content/e\u{301}te\u{301}",
    "notes",
    "notes-old",
    "notes.d",
    "docs/[x]",
];
const NAMES: [&str; 12] = [
    "F",
    "故障",
    "a b",
    "q\"uote'",
    "hash#tag",
    "100%25",
    "tab\there",
    "表情😀",
    "nfd-u\u{308}",
    "star*",
    "-dash",
    ":(top)colon",
];
const PEOPLE: [&str; 6] = [
    "张伟 <zhangwei@example.cn>",
    "zhang <ZhangWei@old.example.cn>",
    "李娜 <lina@example.cn>",
    "wang <wl@example.cn>",
    "王磊 <wl@example.cn>",
    "O'Neil, \"x\" <o@example.cn>",
];
const MAILMAP: &str = "# 人员\n张伟 <zhangwei@example.cn> <zhangwei@OLD.example.cn>\n\n王磊 <wl@example.cn> wang <WL@example.cn>\n<neu@example.cn> <o@example.cn>\n";

/// What is made.
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// How many commits.
    pub commits: usize,
    /// The folder of the repository that everything is in.
    pub inside: &'static str,
}

/// Makes the history of `plan` in `repo`; answers the commits in the order in which they were made.
pub fn make(repo: &Repo, plan: &Plan) -> Vec<String> {
    let mut maker = Maker {
        chance: Chance(plan.seed),
        inside: plan.inside,
        second: 1_600_000_000,
        lines: 0,
        versions: 0,
        marks: 0,
        blobs: HashMap::new(),
        graveyard: Vec::new(),
        vacated: HashSet::new(),
        stream: String::new(),
    };
    maker.run(plan.commits);
    let marks = repo.beside("marks");
    let export = format!("--export-marks={}", marks.display());
    repo.feed(
        &["fast-import", "--quiet", "--force", &export],
        maker.stream.as_bytes(),
    );
    repo.git(&["reset", "-q", "--hard", "main"]);
    let marks = std::fs::read_to_string(marks).unwrap();
    let mut made: Vec<(usize, String)> = marks
        .lines()
        .filter_map(|line| {
            let (mark, id) = line.strip_prefix(':')?.split_once(' ')?;
            Some((mark.parse().ok()?, id.to_owned()))
        })
        .filter(|(mark, _)| mark % 2 == 1)
        .collect();
    made.sort();
    made.into_iter().map(|(_, id)| id).collect()
}

struct Maker {
    chance: Chance,
    inside: &'static str,
    second: i64,
    lines: usize,
    versions: usize,
    /// Odd marks are commits, even ones are blobs.
    marks: usize,
    blobs: HashMap<Rc<str>, usize>,
    graveyard: Vec<(String, File)>,
    /// The names that the commit at work took from files: to git, what is put there at once is a change, and the file a copy.
    vacated: HashSet<String>,
    stream: String,
}

impl Maker {
    fn run(&mut self, commits: usize) {
        let mut tree = Tree::new();
        for _ in 0..30 {
            self.add(&mut tree);
        }
        let top = self.file(MAILMAP.into(), REGULAR);
        let attributes = self.file("*.crlf.md text eol=crlf\n".into(), REGULAR);
        tree.insert(".mailmap".to_owned(), top);
        tree.insert(".gitattributes".to_owned(), attributes);
        let mark = self.commit(&[], &Tree::new(), &tree);
        let mut tips = vec![Tip { mark, tree }];
        for _ in 0..commits {
            match self.chance.below(100) {
                0..6 if tips.len() < 6 => {
                    let tip = self.chance.of(&tips).clone();
                    tips.push(tip);
                }
                6..16 if tips.len() > 1 => {
                    let many = if tips.len() > 2 && self.chance.percent(25) {
                        3
                    } else {
                        2
                    };
                    self.merge(&mut tips, many);
                }
                _ => {
                    let at = self.chance.below(tips.len());
                    self.work(&mut tips[at]);
                }
            }
        }
        while tips.len() > 1 {
            let many = tips.len().min(3);
            self.merge(&mut tips, many);
            tips.pop();
        }
        self.work(&mut tips[0]);
        let mark = tips[0].mark;
        writeln!(self.stream, "reset refs/heads/main\nfrom :{mark}\n").unwrap();
    }

    fn work(&mut self, tip: &mut Tip) {
        let mut tree = tip.tree.clone();
        self.vacated.clear();
        for _ in 0..=self.chance.below(4) {
            self.change(&mut tree);
        }
        let mark = self.commit(&[tip.mark], &tip.tree, &tree);
        *tip = Tip { mark, tree };
    }

    fn change(&mut self, tree: &mut Tree) {
        match self.chance.below(100) {
            0..30 => self.add(tree),
            30..52 => {
                if let Some(path) = self.regular(tree) {
                    let edited = self.edited(&tree[&path], 1, 50);
                    tree.insert(path, edited);
                }
            }
            52..58 => self.rename(tree, 0),
            58..66 => self.rename(tree, 40),
            66..68 => self.move_folder(tree),
            68..75 => {
                if let Some(path) = self.any(tree) {
                    let file = tree.remove(&path).unwrap();
                    self.graveyard.push((path, file));
                }
            }
            75..81 => self.come_back(tree),
            81..84 => {
                if let Some(path) = self.regular(tree) {
                    let file = tree.get_mut(&path).unwrap();
                    file.mode = if file.mode == SCRIPT { REGULAR } else { SCRIPT };
                }
            }
            84..87 => {
                let target = format!("{}/{}", self.name("zi"), self.chance.next());
                let file = self.file(target.into(), LINK);
                let path = self.name("link");
                put(tree, path, file);
            }
            87..90 => {
                let id = format!("{:020x}{:020x}", self.chance.next(), self.chance.next());
                let file = self.file(id.into(), SUBMODULE);
                let known = tree
                    .iter()
                    .find(|(_, file)| file.mode == SUBMODULE)
                    .map(|(path, _)| path.clone());
                let path = known
                    .filter(|_| self.chance.percent(50))
                    .unwrap_or_else(|| self.name("module"));
                put(tree, path, file);
            }
            90..92 => self.file_to_folder(tree),
            92..93 => self.folder_to_file(tree),
            93..94 => {
                if tree.values().all(|file| !file.content.is_empty()) {
                    let file = self.file("".into(), REGULAR);
                    let path = self.name("empty.md");
                    put(tree, path, file);
                }
            }
            94..96 => self.type_change(tree),
            _ => {
                // Only the ends of lines.
                if let Some(path) = self.regular(tree) {
                    let file = tree.get_mut(&path).unwrap();
                    let content = if file.content.contains("\r\n") {
                        file.content.replace("\r\n", "\n")
                    } else {
                        file.content.replace('\n', "\r\n")
                    };
                    file.content = content.into();
                    file.version = self.versions;
                    self.versions += 1;
                }
            }
        }
    }

    fn add(&mut self, tree: &mut Tree) {
        let end = if self.chance.percent(15) { "\r\n" } else { "\n" };
        let mut text = String::new();
        for _ in 0..10 + self.chance.below(30) {
            text.push_str(&self.line());
            text.push_str(end);
        }
        let file = self.file(text.into(), REGULAR);
        let path = self.name(if end == "\n" { "md" } else { "crlf.md" });
        put(tree, path, file);
    }

    /// A line like no other one.
    fn line(&mut self) -> String {
        format!("{:016x} 第 {} 项", self.chance.next(), self.chance.below(1000))
    }

    fn file(&mut self, content: Rc<str>, mode: &'static str) -> File {
        self.lines += 1;
        self.versions += 1;
        File {
            mode,
            content,
            line: self.lines,
            version: self.versions,
        }
    }

    /// The same with up to `most` percent of its lines replaced.
    fn edited(&mut self, file: &File, least: usize, most: usize) -> File {
        let mut lines: Vec<String> = file.content.split_inclusive('\n').map(str::to_owned).collect();
        let share = least + self.chance.below(most - least + 1);
        let count = (lines.len() * share / 100).min(lines.len());
        for _ in 0..count {
            let at = self.chance.below(lines.len());
            let end = if lines[at].ends_with("\r\n") { "\r\n" } else { "\n" };
            lines[at] = self.line() + end;
        }
        self.versions += 1;
        File {
            content: lines.concat().into(),
            version: self.versions,
            ..file.clone()
        }
    }

    fn name(&mut self, extension: &str) -> String {
        let folder = *self.chance.of(&FOLDERS);
        let name = *self.chance.of(&NAMES);
        let number = self.chance.below(100_000);
        let long = if self.chance.percent(3) {
            "很".repeat(60)
        } else {
            String::new()
        };
        format!("{folder}/{name}{long}-{number}.{extension}")
    }

    fn any(&mut self, tree: &Tree) -> Option<String> {
        let all: Vec<&String> = tree.keys().filter(|path| !path.starts_with('.')).collect();
        (!all.is_empty()).then(|| (*self.chance.of(&all)).clone())
    }

    fn regular(&mut self, tree: &Tree) -> Option<String> {
        (0..20).find_map(|_| {
            self.any(tree)
                .filter(|path| matches!(tree[path].mode, REGULAR | SCRIPT))
        })
    }

    fn rename(&mut self, tree: &mut Tree, most: usize) {
        let Some(path) = self.any(tree) else { return };
        let mut file = tree.remove(&path).unwrap();
        self.vacated.insert(path.clone());
        let new = if self.chance.percent(30) {
            // The same name in another folder.
            format!(
                "{}/{}",
                self.chance.of(&FOLDERS),
                path.rsplit('/').next().unwrap()
            )
        } else {
            self.name("md")
        };
        if most > 0 && matches!(file.mode, REGULAR | SCRIPT) {
            file = self.edited(&file, 5, most);
        }
        put(tree, new, file);
    }

    fn move_folder(&mut self, tree: &mut Tree) {
        let Some(path) = self.any(tree) else { return };
        let (folder, _) = path.rsplit_once('/').unwrap();
        let prefix = format!("{folder}/");
        let new = format!("{folder}.moved{}", self.chance.below(100));
        let new = if new.len() > 120 { "moved".to_owned() } else { new };
        let moved: Vec<String> = tree
            .keys()
            .filter(|path| path.starts_with(&prefix))
            .cloned()
            .collect();
        let with_edits = self.chance.percent(40);
        for path in moved.iter().take(40) {
            let mut file = tree.remove(path).unwrap();
            self.vacated.insert(path.clone());
            if with_edits && matches!(file.mode, REGULAR | SCRIPT) {
                file = self.edited(&file, 1, 30);
            }
            put(tree, format!("{new}/{}", &path[prefix.len()..]), file);
        }
    }

    fn come_back(&mut self, tree: &mut Tree) {
        if self.graveyard.is_empty() {
            return;
        }
        let at = self.chance.below(self.graveyard.len());
        let (path, file) = self.graveyard[at].clone();
        if self.vacated.contains(&path) {
            return;
        }
        let other = self.chance.percent(40);
        let copied = tree.values().any(|there| there.line == file.line);
        if copied || other || file.content.is_empty() {
            // Another one of the same name.
            let text = (0..12).map(|_| self.line() + "\n").collect::<String>();
            let file = self.file(text.into(), REGULAR);
            put(tree, path, file);
        } else {
            put(tree, path, file);
        }
    }

    fn file_to_folder(&mut self, tree: &mut Tree) {
        let Some(path) = self.regular(tree) else { return };
        if path.len() > 150 {
            return;
        }
        let file = tree.remove(&path).unwrap();
        self.vacated.insert(path.clone());
        if self.chance.percent(50) {
            put(tree, format!("{path}/inner.md"), file);
        } else {
            self.graveyard.push((path.clone(), file));
            let text = (0..12).map(|_| self.line() + "\n").collect::<String>();
            let file = self.file(text.into(), REGULAR);
            put(tree, format!("{path}/inner.md"), file);
        }
    }

    fn folder_to_file(&mut self, tree: &mut Tree) {
        let Some(path) = tree.keys().find(|path| path.ends_with("/inner.md")).cloned() else {
            return;
        };
        let folder = path.trim_end_matches("/inner.md");
        let prefix = format!("{folder}/");
        let text = (0..12).map(|_| self.line() + "\n").collect::<String>();
        tree.retain(|path, _| !path.starts_with(&prefix));
        let file = self.file(text.into(), REGULAR);
        put(tree, folder.to_owned(), file);
    }

    fn type_change(&mut self, tree: &mut Tree) {
        let Some(path) = self.any(tree) else { return };
        let was = tree.remove(&path).unwrap();
        let file = match was.mode {
            LINK => {
                let text = (0..12).map(|_| self.line() + "\n").collect::<String>();
                self.file(text.into(), REGULAR)
            }
            SUBMODULE => return,
            _ => {
                let target = self.line();
                self.file(target.into(), LINK)
            }
        };
        tree.insert(path, file);
    }

    fn merge(&mut self, tips: &mut [Tip], many: usize) {
        // The first ones of a random order.
        for at in 0..many {
            let other = at + self.chance.below(tips.len() - at);
            tips.swap(at, other);
        }
        let (merged, _) = tips.split_at(many);
        let parents: Vec<usize> = merged.iter().map(|tip| tip.mark).collect();
        let mut tree = Tree::new();
        let mut lines: HashMap<usize, usize> = HashMap::new();
        let paths: std::collections::BTreeSet<&String> =
            merged.iter().flat_map(|tip| tip.tree.keys()).collect();
        for path in paths {
            let there: Vec<Option<&File>> = merged.iter().map(|tip| tip.tree.get(path)).collect();
            let newest = there.iter().flatten().max_by_key(|file| file.version);
            let chosen = if there.iter().all(Option::is_some) || self.chance.percent(70) {
                newest.copied()
            } else {
                None
            };
            if let Some(file) = chosen
                && (file.mode == SUBMODULE || lines.insert(file.line, 0).is_none())
                && (!file.content.is_empty() || tree.values().all(|other: &File| !other.content.is_empty()))
            {
                put(&mut tree, path.clone(), file.clone());
            }
        }
        if self.chance.percent(20) {
            self.change(&mut tree);
        }
        let first = merged[0].tree.clone();
        let mark = self.commit(&parents, &first, &tree);
        // Sometimes only the first branch goes on.
        let stays = self.chance.percent(50);
        tips[0] = Tip { mark, tree };
        if !stays {
            let last = tips.len() - 1;
            tips[many.min(last)] = tips[0].clone();
        }
    }

    fn commit(&mut self, parents: &[usize], before: &Tree, after: &Tree) -> usize {
        // Often the same second, sometimes a clock that is wrong.
        if !self.chance.percent(30) {
            self.second += self.chance.below(5000) as i64;
        }
        let skewed = |chance: &mut Chance| match chance.below(20) {
            0 => -200_000,
            1 => 300_000,
            _ => 0,
        };
        let committed = self.second + skewed(&mut self.chance);
        let authored = self.second + skewed(&mut self.chance);
        let author = *self.chance.of(&PEOPLE);
        let mut changes = String::new();
        for path in before.keys().filter(|path| !after.contains_key(*path)) {
            let path = self.quoted(path);
            writeln!(changes, "D {path}").unwrap();
        }
        for (path, file) in after
            .iter()
            .filter(|(path, file)| before.get(*path) != Some(file))
        {
            let place = match file.mode {
                SUBMODULE => file.content.to_string(),
                _ => format!(":{}", self.blob(&file.content)),
            };
            let path = self.quoted(path);
            writeln!(changes, "M {} {place} {path}", file.mode).unwrap();
        }
        self.marks += 1;
        let mark = self.marks * 2 + 1;
        let stream = &mut self.stream;
        writeln!(stream, "commit refs/heads/main\nmark :{mark}").unwrap();
        writeln!(stream, "author {author} {authored} +0800").unwrap();
        writeln!(
            stream,
            "committer 李娜 <lina@example.cn> {committed} +0800\ndata 6\n记录"
        )
        .unwrap();
        for (at, parent) in parents.iter().enumerate() {
            let word = if at == 0 { "from" } else { "merge" };
            writeln!(stream, "{word} :{parent}").unwrap();
        }
        stream.push_str(&changes);
        stream.push('\n');
        mark
    }

    fn blob(&mut self, content: &Rc<str>) -> usize {
        if let Some(known) = self.blobs.get(content) {
            return *known;
        }
        self.marks += 1;
        let mark = self.marks * 2;
        self.blobs.insert(Rc::clone(content), mark);
        writeln!(
            self.stream,
            "blob\nmark :{mark}\ndata {}\n{content}",
            content.len()
        )
        .unwrap();
        mark
    }

    fn quoted(&self, path: &str) -> String {
        let top = path.starts_with('.') || self.inside.is_empty();
        let path = if top {
            path.to_owned()
        } else {
            format!("{}/{path}", self.inside)
        };
        format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Puts a file where no other one is in its way: no file can be a folder.
fn put(tree: &mut Tree, path: String, file: File) {
    let folder = format!("{path}/");
    let in_the_way = tree
        .range(folder.clone()..)
        .next()
        .is_some_and(|(other, _)| other.starts_with(&folder));
    let above = path
        .match_indices('/')
        .any(|(at, _)| tree.contains_key(&path[..at]));
    if !in_the_way && !above {
        tree.insert(path, file);
    }
}
