//! Does the history say what `git log --follow` says?

mod git;
mod oracle;
mod random;

use crate::chance::Chance;
use casebook::base::{RelPath, Stamp};
use casebook::history::{History, Memory, Touch, read};
use casebook::source::{Repository, Source};
use git::Repo;
use oracle::{Log, Told, followed};
use random::{Plan, make};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

/// The files of a revision below the folder `inside`, as paths below it.
fn files(repo: &Repo, dir: &Path, revision: &str, inside: &str) -> Vec<RelPath> {
    let prefix = if inside.is_empty() {
        String::new()
    } else {
        format!("{inside}/")
    };
    let files = oracle::files(repo, dir, revision);
    files
        .iter()
        .filter_map(|file| file.strip_prefix(&prefix))
        .map(path)
        .collect()
}

/// The history of the work tree `dir`.
fn history(source: &Source, files: &[RelPath], memory: &mut Memory) -> History {
    read(source, &RelPath::default(), files.iter(), None, memory).unwrap()
}

fn forgetful() -> Memory {
    Memory::read(|_| None)
}

/// What is remembered in `parts`.
fn remembered(parts: &[Vec<u8>]) -> Memory {
    Memory::read(|number| parts.get(number).cloned())
}

/// Adds to `parts` what `memory` learnt.
fn keep(parts: &mut Vec<Vec<u8>>, memory: &Memory) {
    if let Some((number, part)) = memory.part() {
        parts.truncate(number);
        parts.push(part);
    }
}

/// All that a history says about each of `files`, as text to compare.
fn all(history: &History, files: &[RelPath]) -> Vec<String> {
    let stamps = history.stamps();
    let one = |file: &RelPath| {
        let steps: Vec<String> = history
            .of(file)
            .iter()
            .map(|step| format!("{} {step:?}", history.commit_of(step).unwrap().id))
            .collect();
        format!("{file:?} {:?}\n{}", stamps.get(file), steps.join("\n"))
    };
    files.iter().map(one).collect()
}

/// The steps of a file, as the oracle tells them.
fn steps(history: &History, file: &RelPath) -> Vec<oracle::Step> {
    let one = |step: &casebook::history::Step| {
        let letter = match step.touch {
            Touch::Added => 'A',
            Touch::Modified => 'M',
            Touch::Renamed(_) => 'R',
            Touch::Deleted => 'D',
        };
        (
            history.commit_of(step).unwrap().id.to_string(),
            letter,
            step.in_merge,
        )
    };
    history.of(file).iter().map(one).collect()
}

type Stamps = HashMap<RelPath, Stamp>;

/// Fails unless `history` says the same about `file` as git.
fn agree(history: &History, stamps: &Stamps, file: &RelPath, told: &[Told]) -> Result<(), String> {
    let steps = history.of(file);
    let tell = |step: &casebook::history::Step| {
        let commit = history.commit_of(step).unwrap();
        Told {
            id: commit.id.to_string(),
            second: commit.committed_at.as_second(),
            author: commit.author.to_string(),
        }
    };
    let ours: Vec<Told> = steps.iter().filter(|step| !step.in_merge).map(tell).collect();
    // `git log --follow` shows no merges; those that changed the file are compared as steps.
    let merged = steps.first().filter(|step| step.in_merge).map(tell);
    let stamp = stamps.get(file);
    let said = stamp.map(|stamp| {
        (
            stamp.commit.as_deref(),
            stamp.updated_by.as_deref(),
            stamp.updated_at.map(|time| time.as_second()),
            stamp.created_by.as_deref(),
            stamp.created_at.map(|time| time.as_second()),
        )
    });
    let last = merged.as_ref().or(told.first());
    let first = told.last().or(merged.as_ref());
    let meant = last.zip(first).map(|(last, first)| {
        (
            Some(last.id.as_str()),
            Some(last.author.as_str()),
            Some(last.second),
            Some(first.author.as_str()),
            Some(first.second),
        )
    });
    match ours == told && said == meant {
        true => Ok(()),
        false => Err(format!(
            "{file:?}\n  git: {told:?}\n ours: {ours:?}\nstamp: {stamp:?}"
        )),
    }
}

/// Compares the history of all files with git's, by two ways to ask it.
fn compare(plan: &Plan, asked: usize) {
    let repo = Repo::new();
    make(&repo, plan);
    if plan.seed % 2 == 1 {
        repo.git(&["gc", "-q"]);
    }
    let log = Log::read(&repo, &repo.dir, "HEAD");
    let root = repo.dir.join(plan.inside);
    let files = files(&repo, &repo.dir, "HEAD", plan.inside);
    let whole = |file: &RelPath| path(plan.inside).join(file.as_str()).unwrap();
    let source = Source::folder(&root).unwrap();
    let history = history(&source, &files, &mut forgetful());
    let mut faults = Vec::new();
    for file in &files {
        let (ours, told) = (steps(&history, file), log.steps(whole(file).as_str()));
        if ours != told {
            faults.push(format!("{file:?}\n  git: {told:?}\n ours: {ours:?}"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {}\n{}",
        faults.len(),
        files.len(),
        faults[..faults.len().min(3)].join("\n")
    );

    let mut chance = Chance(plan.seed);
    let asked: Vec<&RelPath> = (0..asked).map(|_| &files[chance.below(files.len())]).collect();
    // One after the other for each core.
    let half = asked.len().div_ceil(2);
    let stamps = history.stamps();
    let ask = |files: &[&RelPath]| -> Vec<String> {
        let plain = |file: &&&RelPath| {
            let names = log.names(whole(file).as_str());
            !names.iter().any(|name| log.was_more_than_a_file(name))
        };
        files
            .iter()
            .filter(plain)
            .filter_map(|file| {
                let told = followed(&repo, &repo.dir, "HEAD", whole(file).as_str());
                agree(&history, &stamps, file, &told).err()
            })
            .collect()
    };
    let faults: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = asked
            .chunks(half)
            .map(|files| scope.spawn(move || ask(files)))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(
        faults.is_empty(),
        "{} of {}\n{}",
        faults.len(),
        asked.len(),
        faults[..faults.len().min(3)].join("\n")
    );
}

#[test]
fn random_histories_are_told_as_git_tells_them() {
    compare(
        &Plan {
            seed: 1,
            commits: 1500,
            inside: "",
        },
        200,
    );
    compare(
        &Plan {
            seed: 2,
            commits: 800,
            inside: "wiki/知识 库",
        },
        100,
    );
}

#[test]
fn what_is_remembered_changes_nothing() {
    let repo = Repo::new();
    let plan = Plan {
        seed: 3,
        commits: 400,
        inside: "",
    };
    let made = make(&repo, &plan);
    let repository = Arc::new(Repository::open(&repo.dir.join(".git"), Vec::new()).unwrap());
    let mut parts = Vec::new();
    // Old and new commits, and those of other branches, as someone switches to and fro.
    for at in [40, 39, 41, 200, 150, 201, 202, 399, 10, 400] {
        let id = &made[at.min(made.len() - 1)];
        let commit = repository.resolve(id).unwrap();
        let source = Source::revision(Arc::clone(&repository), commit, &RelPath::default()).unwrap();
        let files = files(&repo, &repo.dir, id, "");
        let mut memory = remembered(&parts);
        let known = history(&source, &files, &mut memory);
        let fresh = history(&source, &files, &mut forgetful());
        assert_eq!(all(&known, &files), all(&fresh, &files), "{id}");
        assert_eq!(known.commits, fresh.commits);
        keep(&mut parts, &memory);
    }
    // What cannot be read is forgotten.
    assert!(parts.len() > 5);
    let files = files(&repo, &repo.dir, "HEAD", "");
    let source = Source::folder(&repo.dir).unwrap();
    let meant = all(&history(&source, &files, &mut forgetful()), &files);
    for damaged in 0..parts.len() {
        let mut torn = parts.clone();
        torn[damaged].truncate(parts[damaged].len() / 2);
        let mut swapped = parts.clone();
        swapped.swap(damaged, (damaged + 1) % parts.len());
        let mut other = parts.clone();
        other[damaged] = b"casebook history 9\n".to_vec();
        for parts in [torn, swapped, other, parts[damaged..].to_vec()] {
            let found = history(&source, &files, &mut remembered(&parts));
            assert_eq!(all(&found, &files), meant);
        }
    }
    let mut elsewhere = remembered(&parts);
    let inside = Source::folder(&repo.dir.join("content")).unwrap();
    let below: Vec<RelPath> = files
        .iter()
        .filter_map(|file| file.below("content").map(path))
        .collect();
    assert_eq!(
        all(&history(&inside, &below, &mut elsewhere), &below),
        all(&history(&inside, &below, &mut forgetful()), &below)
    );
}

#[test]
fn many_parts_of_what_is_remembered_become_one() {
    let repo = Repo::new();
    let (mut parts, mut most) = (Vec::new(), 0);
    for number in 0..70 {
        repo.commit(
            100 + number,
            &[("a.md", &format!("{number}\n")), ("x/b.md", "b\n")],
        );
        let source = Source::folder(&repo.dir).unwrap();
        let files = files(&repo, &repo.dir, "HEAD", "");
        let mut memory = remembered(&parts);
        let known = history(&source, &files, &mut memory);
        keep(&mut parts, &memory);
        most = most.max(parts.len());
        if number % 23 == 0 {
            let fresh = history(&source, &files, &mut forgetful());
            assert_eq!(all(&known, &files), all(&fresh, &files));
        }
    }
    assert!((1..most).contains(&parts.len()), "{} of {most}", parts.len());
}

#[test]
fn rewritten_commits_are_not_remembered_in_place_of_new_ones() {
    let repo = Repo::new();
    let text = |name: &str| (0..20).map(|line| format!("{name} {line}\n")).collect::<String>();
    repo.commit(100, &[("a.md", &text("a")), ("b.md", &text("b"))]);
    repo.commit(200, &[("a.md", &text("a").replace("a 3\n", "x\n"))]);
    let mut parts = Vec::new();
    let mut check = || {
        let files = files(&repo, &repo.dir, "HEAD", "");
        let source = Source::folder(&repo.dir).unwrap();
        let mut memory = remembered(&parts);
        let now = history(&source, &files, &mut memory);
        for file in &files {
            let told = followed(&repo, &repo.dir, "HEAD", file.as_str());
            agree(&now, &now.stamps(), file, &told).unwrap();
        }
        keep(&mut parts, &memory);
    };
    check();
    repo.git(&["mv", "a.md", "c.md"]);
    repo.at(300, &["commit", "-q", "--amend", "-m", "改", "--reset-author"]);
    check();
    repo.git(&["switch", "-q", "-c", "side", "HEAD~1"]);
    repo.commit(250, &[("d.md", &text("d"))]);
    check();
    repo.git(&["mv", "b.md", "e.md"]);
    repo.commit(260, &[]);
    check();
    repo.at(400, &["rebase", "-q", "main"]);
    check();
    repo.git(&["switch", "-q", "main"]);
    check();
    repo.at(500, &["merge", "-q", "--no-ff", "-m", "并", "side"]);
    check();
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    check();
    repo.at(600, &["cherry-pick", "side~1"]);
    check();
}

#[test]
fn a_shallow_clone_says_nothing_false() {
    let repo = Repo::new();
    let plan = Plan {
        seed: 4,
        commits: 300,
        inside: "",
    };
    make(&repo, &plan);
    let full = Source::folder(&repo.dir).unwrap();
    let files = files(&repo, &repo.dir, "HEAD", "");
    let whole = history(&full, &files, &mut forgetful());
    let url = format!("file://{}", repo.dir.display());
    for depth in ["1", "3", "12", "40"] {
        let clone = repo.beside(depth);
        let place = clone.to_str().unwrap();
        repo.git(&["clone", "-q", "--depth", depth, &url, place]);
        let source = Source::folder(&clone).unwrap();
        let mut memory = forgetful();
        let shallow = history(&source, &files, &mut memory);
        assert!(shallow.shallow);
        let mut known = 0;
        let truth = whole.stamps();
        for (file, stamp) in shallow.stamps() {
            assert_eq!((stamp.created_at, stamp.created_by), (None, None), "{file:?}");
            let truth = &truth[&file];
            assert_eq!(
                (stamp.commit, stamp.updated_at, stamp.updated_by),
                (truth.commit.clone(), truth.updated_at, truth.updated_by.clone()),
                "{file:?} at depth {depth}"
            );
            known += 1;
        }
        assert!(known > 0 || depth == "1");
        assert!(files.iter().all(|file| shallow.first(file).is_none()));
        repo.git_in(&clone, &["fetch", "-q", "--unshallow"]);
        let mut parts = Vec::new();
        keep(&mut parts, &memory);
        let mut memory = remembered(&parts);
        let deep = history(&source, &files, &mut memory);
        assert!(!deep.shallow);
        assert_eq!(all(&deep, &files), all(&whole, &files));
    }
}

#[test]
fn every_form_of_repository_says_the_same() {
    let repo = Repo::new();
    let plan = Plan {
        seed: 5,
        commits: 200,
        inside: "kb",
    };
    make(&repo, &plan);
    let files = files(&repo, &repo.dir, "HEAD", "kb");
    let tree = Source::folder(&repo.dir.join("kb")).unwrap();
    let meant = all(&history(&tree, &files, &mut forgetful()), &files);
    let check = |source: &Source| {
        let told = history(source, &files, &mut forgetful());
        assert!(all(&told, &files) == meant);
        assert_eq!(told.commit.as_deref(), Some(repo.head().as_str()));
    };
    let at = |place: &Path| {
        let repository = Repository::open(place, Vec::new()).unwrap();
        let commit = repository.resolve("HEAD").unwrap();
        Source::revision(Arc::new(repository), commit, &path("kb")).unwrap()
    };
    let here = repo.dir.to_str().unwrap();
    let place = |name: &str| repo.beside(name).to_str().unwrap().to_owned();

    repo.git(&["clone", "-q", "--bare", here, &place("bare.git")]);
    check(&at(&repo.beside("bare.git")));
    repo.git(&["clone", "-q", "--shared", here, &place("shared")]);
    check(&Source::folder(&repo.beside("shared/kb")).unwrap());
    repo.git(&["worktree", "add", "-q", "--detach", &place("linked")]);
    check(&Source::folder(&repo.beside("linked/kb")).unwrap());
    repo.git(&["checkout", "-q", "--detach"]);
    check(&Source::folder(&repo.dir.join("kb")).unwrap());
    repo.git(&["gc", "-q", "--prune=now"]);
    repo.git(&["commit-graph", "write", "--reachable", "--changed-paths"]);
    check(&Source::folder(&repo.dir.join("kb")).unwrap());
    repo.git(&["pack-refs", "--all"]);
    check(&at(&repo.dir.join(".git")));
}

#[test]
fn before_the_first_commit_nothing_is_known() {
    let repo = Repo::new();
    std::fs::write(repo.dir.join("a.md"), "甲").unwrap();
    let source = Source::folder(&repo.dir).unwrap();
    let told = history(&source, &[path("a.md")], &mut forgetful());
    assert!(told.commit.is_none() && told.stamps().is_empty() && told.commits.is_empty());
}

/// Writes a commit with `head` before its message, of the tree of `HEAD`.
fn craft(repo: &Repo, person: &[u8], headers: &[u8], message: &[u8]) -> String {
    let tree = repo.git(&["write-tree"]);
    let parent = repo.git(&["rev-parse", "-q", "--verify", "HEAD"]);
    let mut bytes = format!("tree {}\nparent {}\n", tree.trim(), parent.trim()).into_bytes();
    for (role, second) in [("author", 1000), ("committer", 2000)] {
        bytes.extend(format!("{role} ").bytes());
        bytes.extend(person);
        bytes.extend(format!(" <x@example.cn> {second} +0800\n").bytes());
    }
    bytes.extend(headers);
    bytes.push(b'\n');
    bytes.extend(message);
    let id = repo.feed(
        &["hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        &bytes,
    );
    repo.git(&["reset", "-q", "--soft", id.trim()]);
    id.trim().to_owned()
}

#[test]
fn crafted_commits_are_read_as_git_reads_them() {
    let repo = Repo::new();
    repo.commit(500, &[("z.md", "末\n")]);
    let signed = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n";
    let ssh = "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----\n";
    let x509 = "gpgsig -----BEGIN SIGNED MESSAGE-----\n MII\n -----END SIGNED MESSAGE-----\n";
    let tag = "mergetag object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n type commit\n tag v1\n tagger w <w@x> 1 +0000\n \n gpgsig of a tag\n -----BEGIN PGP SIGNATURE-----\n";
    let wide = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let name = "王磊".as_bytes();
    let cases = [
        (name.to_vec(), signed.as_bytes(), "登记\n".into(), Some("pgp")),
        (name.to_vec(), ssh.as_bytes(), "登记\n".into(), Some("ssh")),
        (name.to_vec(), x509.as_bytes(), "登记\n".into(), Some("x509")),
        (name.to_vec(), tag.as_bytes(), "登记\n".into(), None),
        (name.to_vec(), b"", "登记\ngpgsig x\n\n文\n".into(), None),
        (wide("王磊"), b"encoding GB18030\n", wide("登记𠮷"), None),
        (wide("王磊"), b"encoding gbk\n", wide("登记"), None),
        (wide("王磊"), b"encoding CP936\n", wide("登记"), None),
    ];
    for (at, (person, headers, message, kind)) in cases.iter().enumerate() {
        std::fs::write(repo.dir.join("a.md"), format!("{at}")).unwrap();
        repo.git(&["add", "a.md"]);
        let id = craft(&repo, person, headers, message);
        let source = Source::folder(&repo.dir).unwrap();
        let told = history(&source, &[path("a.md")], &mut forgetful());
        let commit = told
            .commits
            .iter()
            .find(|commit| commit.id.to_string() == id)
            .unwrap();
        let said = repo.git(&["log", "-1", "--format=%aN%n%aE%n%at%n%ct%n%s", &id]);
        let ours = format!(
            "{}\n{}\n{}\n{}\n{}\n",
            commit.author,
            commit.address,
            commit.authored_at.as_second(),
            commit.committed_at.as_second(),
            commit.summary
        );
        assert_eq!(ours, said, "{at}");
        assert_eq!(commit.signature.map(|signature| signature.name()), *kind, "{at}");
        assert!(told.of(&path("a.md"))[0].commit == 0);
    }
}

#[test]
fn damaged_people_and_dates_are_read_as_git_reads_them() {
    for person in [
        "<x@example.cn> 5 +0000",
        "x 7 +0000",
        "x <y> z> 7 +0000",
        "x <<y@example.cn>> 7 +0000",
        "x <y@example.cn>",
        "x <y@example.cn> soon",
        "x <y@example.cn> 7x +0000",
        "x <y@example.cn> 7",
        " x  <y@example.cn>7 +0000",
        "x <y@example.cn> 99999999999999999999 +0000",
        "",
    ] {
        let repo = Repo::new();
        repo.commit(500, &[("z.md", "末\n")]);
        std::fs::write(repo.dir.join("a.md"), "甲").unwrap();
        repo.git(&["add", "a.md"]);
        let tree = repo.git(&["write-tree"]);
        let parent = repo.head();
        let text = format!(
            "tree {}\nparent {parent}\nauthor {person}\ncommitter {person}\n\n登记\n",
            tree.trim()
        );
        let id = repo.feed(
            &["hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
            text.as_bytes(),
        );
        repo.git(&["update-ref", "HEAD", id.trim()]);
        repo.commit(600, &[("a.md", "乙")]);
        let source = Source::folder(&repo.dir).unwrap();
        let told = read(
            &source,
            &RelPath::default(),
            [path("a.md"), path("z.md")].iter(),
            None,
            &mut forgetful(),
        );
        let told = told.unwrap_or_else(|error| panic!("{person:?}: {error:#}"));
        let shown = repo.git(&["log", "--format=%H"]);
        let ours: Vec<String> = told.commits.iter().map(|commit| commit.id.to_string()).collect();
        assert_eq!(ours, shown.lines().collect::<Vec<_>>(), "{person:?}");
    }
}

#[test]
fn what_is_damaged_or_missing_is_told_with_its_place() {
    let text = |name: &str| (0..20).map(|line| format!("{name} {line}\n")).collect::<String>();
    let make = || {
        let repo = Repo::new();
        repo.commit(100, &[("kb/a.md", &text("a")), ("kb/b.md", &text("b"))]);
        repo.git(&["mv", "kb/a.md", "kb/c.md"]);
        repo.commit(200, &[("kb/c.md", &text("a").replace("a 3\n", "x\n"))]);
        repo.commit(300, &[("kb/b.md", &text("b").replace("b 3\n", "x\n"))]);
        repo
    };
    let fails = |repo: &Repo, what: &str| {
        let source = Source::folder(&repo.dir);
        let told = source.and_then(|source| {
            read(
                &source,
                &RelPath::default(),
                [path("kb/c.md")].iter(),
                None,
                &mut forgetful(),
            )
        });
        let error = format!("{:#}", told.err().unwrap_or_else(|| panic!("no error: {what}")));
        assert!(error.contains("history") && error.contains(what), "{error}");
    };
    let object = |repo: &Repo, name: &str| {
        let id = repo.git(&["rev-parse", name]).trim().to_owned();
        let place = repo.dir.join(".git/objects").join(&id[..2]).join(&id[2..]);
        (id, place)
    };
    for name in ["HEAD~1", "HEAD~1^{tree}", "HEAD:kb", "HEAD~2:kb/a.md"] {
        let repo = make();
        let (id, place) = object(&repo, name);
        std::fs::remove_file(&place).unwrap();
        fails(&repo, &id);
        // Nothing in it, as after a failure of the power.
        let repo = make();
        let (id, place) = object(&repo, name);
        std::fs::remove_file(&place).unwrap();
        std::fs::write(&place, "").unwrap();
        fails(&repo, &id);
        // Another object in its place.
        let repo = make();
        let (_, place) = object(&repo, name);
        std::fs::remove_file(&place).unwrap();
        std::fs::write(&place, "nonsense").unwrap();
        fails(&repo, "cannot");
    }
    // Trees that are none.
    for tree in [
        &b"100644 a.md"[..],
        b"100644 a.md\0short",
        b"a.md\0aaaaaaaaaaaaaaaaaaaa",
        b"100644 a.md\0aaaaaaaaaaaaaaaaaaaarest",
    ] {
        let repo = make();
        let id = repo.feed(
            &["hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
            tree,
        );
        let text = format!(
            "tree {}\nparent {}\nauthor x <x> 400 +0000\ncommitter x <x> 400 +0000\n\nx\n",
            id.trim(),
            repo.head()
        );
        let args = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
        let commit = repo.feed(&args, text.as_bytes());
        repo.git(&["update-ref", "HEAD", commit.trim()]);
        fails(&repo, commit.trim());
    }
    // A tree that is a blob.
    let repo = make();
    let blob = repo.git(&["rev-parse", "HEAD:kb/c.md"]);
    let text = format!(
        "tree {blob}parent {}\nauthor x <x> 400 +0000\ncommitter x <x> 400 +0000\n\nx\n",
        repo.head()
    );
    let args = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
    let commit = repo.feed(&args, text.as_bytes());
    std::fs::write(repo.dir.join(".git/HEAD"), &commit).unwrap();
    fails(&repo, blob.trim());
}

#[test]
fn a_record_that_resembles_another_one_is_a_new_one() {
    let repo = Repo::new();
    let text = |name: &str| (0..20).map(|line| format!("{name} {line}\n")).collect::<String>();
    repo.commit(100, &[("a.md", &text("a")), ("b.md", &text("b"))]);
    // `git log --follow` takes the first for a copy, and the second for one of what then changed.
    let copied = repo.commit(200, &[("copy.md", &text("a"))]);
    std::fs::rename(repo.dir.join("b.md"), repo.dir.join("moved.md")).unwrap();
    let replaced = repo.commit(300, &[("b.md", &text("other"))]);
    let source = Source::folder(&repo.dir).unwrap();
    let files = files(&repo, &repo.dir, "HEAD", "");
    let told = history(&source, &files, &mut forgetful());
    let first = |file: &str| told.first(&path(file)).unwrap().id.to_string();
    assert_eq!(first("copy.md"), copied);
    assert_eq!(first("moved.md"), replaced);
    assert_ne!(first("b.md"), replaced);
}

#[test]
fn a_link_is_renamed_only_unchanged() {
    let repo = Repo::new();
    let long = |end: &str| format!("{}{end}", "很长的目标/".repeat(10));
    let link = |target: &str, path: &str| std::os::unix::fs::symlink(target, repo.dir.join(path)).unwrap();
    let gone = |path: &str| std::fs::remove_file(repo.dir.join(path)).unwrap();
    link(&long("a"), "same");
    link(&long("b"), "other");
    link(&long("c"), "was-link");
    repo.commit(100, &[("was-file", &long("d"))]);
    ["same", "other", "was-link", "was-file"]
        .iter()
        .copied()
        .for_each(gone);
    link(&long("a"), "same-2");
    link(&long("b2"), "other-2");
    link(&long("d"), "now-link");
    repo.commit(200, &[("now-file", &long("c"))]);
    let source = Source::folder(&repo.dir).unwrap();
    let files = files(&repo, &repo.dir, "HEAD", "");
    let told = history(&source, &files, &mut forgetful());
    for file in &files {
        agree(
            &told,
            &told.stamps(),
            file,
            &followed(&repo, &repo.dir, "HEAD", file.as_str()),
        )
        .unwrap();
    }
    assert_eq!(told.of(&path("same-2")).len(), 2);
    assert_eq!(told.of(&path("other-2")).len(), 1);
}

#[test]
fn many_files_that_move_with_edits_are_known_by_their_names() {
    use std::fmt::Write;
    let repo = Repo::new();
    let mut stream = String::new();
    for (mark, folder) in [(1, "content/旧"), (2, "content/新")] {
        let second = mark * 100;
        write!(
            stream,
            "commit refs/heads/main\ncommitter x <x@x> {second} +0000\ndata 0\n"
        )
        .unwrap();
        if mark == 2 {
            stream.push_str("D content/旧\n");
        }
        for file in 0..1100 {
            let text = (0..12)
                .map(|line| format!("第 {file} 号的 {line}\n"))
                .collect::<String>();
            let text = if mark == 2 {
                text.replace(" 3\n", "x\n")
            } else {
                text
            };
            let length = text.len();
            writeln!(
                stream,
                "M 100644 inline {folder}/{file}.md\ndata {length}\n{text}"
            )
            .unwrap();
        }
    }
    repo.feed(&["fast-import", "--quiet"], stream.as_bytes());
    repo.git(&["reset", "-q", "--hard", "main"]);
    let files = files(&repo, &repo.dir, "HEAD", "");
    let source = Source::folder(&repo.dir).unwrap();
    let told = history(&source, &files, &mut forgetful());
    assert_eq!(files.len(), 1100);
    assert!(files.iter().all(|file| told.of(file).len() == 2));
}
