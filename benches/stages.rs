//! What does each stage of a cold build cost, beside the least that reading, Markdown, pairs of characters and writing take on the same files?
//!
//! ```text
//! cargo bench --bench stages             # the sample
//! cargo bench --bench stages -- DIR      # the knowledge base in DIR, which is not written to
//! ```
//! Seconds of CPU of all threads, and of the clock. What is written goes to a folder of its own in memory, where the system has one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

use casebook::check::Scope;
use casebook::output::{Folder, Store};
use casebook::pipeline::{self, Later, Load, Past};
use casebook::source::Source;
use mimalloc::MiMalloc;
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

// As in the program.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// So many routes are made before their pages are written.
const AT_ONCE: usize = 512;

/// What something took, in seconds.
#[derive(Clone, Copy, Default)]
struct Cost {
    cpu: f64,
    wall: f64,
}

impl Cost {
    fn add(&mut self, other: Cost) {
        self.cpu += other.cpu;
        self.wall += other.wall;
    }
}

/// The processor time of this process in seconds; the kernel counts it in hundredths.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |field: &&str| field.parse::<f64>().unwrap() / 100.0;
    fields[11..13].iter().map(ticks).sum()
}

/// What the pages of a type took, all threads together.
#[derive(Default)]
struct Pages {
    /// Seconds of the clock.
    wall: f64,
    count: usize,
    bytes: usize,
}

fn timed<T>(cost: &mut Cost, work: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), cpu());
    let done = work();
    cost.add(Cost {
        cpu: cpu() - before,
        wall: start.elapsed().as_secs_f64(),
    });
    done
}

fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let mut cost = Cost::default();
    let done = timed(&mut cost, work);
    print(name, cost);
    done
}

fn print(name: &str, cost: Cost) {
    println!("{name:<34} {:>7.2} {:>7.2}", cost.cpu, cost.wall);
}

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let root = given.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let memory = Path::new("/dev/shm");
    let temp = match memory.is_dir() {
        true => tempfile::tempdir_in(memory),
        false => tempfile::tempdir(),
    };
    let temp = temp.unwrap();
    println!("{:<34} {:>7} {:>7}", root.display(), "CPU s", "wall s");
    build(&root, temp.path());
    floor(&root, &temp.path().join("floor"));
}

/// The stages of a build that remembers nothing.
fn build(root: &Path, temp: &Path) {
    let (cache, out) = (temp.join("cache"), temp.join("site"));
    let how = Load {
        past: Past::Fields,
        memory: Some(Store::new(&cache)),
        ..Load::default()
    };
    let source = Source::folder(root).unwrap();
    let files = stage("files", || pipeline::files(&source, &how)).unwrap();
    let mut history = stage("history", || pipeline::history(&files, &how)).unwrap();
    stage("fields", || pipeline::fields(&files, &mut history, &how)).unwrap();
    let world = stage("read, parse, assemble", || {
        pipeline::records(files, history, &how)
    });
    let figures = Arc::new(Later::new(&world, None));
    let site = stage("ledger, plan of the site", || {
        figures.figures().unwrap();
        pipeline::site(&world, &figures, None).unwrap()
    });
    let folder = Folder::open(&out, Arc::new(())).unwrap();
    let (laying, index) = stage("shards, index", || {
        pipeline::search(&world, &folder, &cache, None)
    })
    .unwrap();
    let (mut render, mut write) = (Cost::default(), Cost::default());
    let mut types: BTreeMap<&str, Pages> = BTreeMap::new();
    for routes in site.routes().chunks(AT_ONCE) {
        let made: Vec<_> = timed(&mut render, || {
            let made = routes.par_iter().map(|route| {
                let start = Instant::now();
                let pages = site.pages(route, &|_| false).unwrap().pages;
                (start.elapsed().as_secs_f64(), pages)
            });
            made.collect()
        });
        for (route, (wall, pages)) in routes.iter().zip(&made) {
            let all = types.entry(route.page_type()).or_default();
            all.wall += wall;
            for page in pages.iter().flatten() {
                all.count += 1;
                all.bytes += page.bytes.len();
            }
        }
        timed(&mut write, || {
            made.into_par_iter()
                .flat_map(|(_, pages)| pages)
                .flatten()
                .for_each(|page| _ = folder.put(&page.path, &page.bytes).unwrap());
        });
    }
    print("render", render);
    for (name, all) in types {
        let (wall, mib) = (all.wall, all.bytes as f64 / (1 << 20) as f64);
        println!("    {name:<30} {wall:>7.2} {:>7} pages {mib:>7.1} MiB", all.count);
    }
    print("write pages", write);
    stage("finish shards", || laying.write(&[], &folder)).unwrap();
    stage("probe", || pipeline::probe(&world, &index)).unwrap();
    stage("check", || pipeline::findings(&world, &Scope::Everything));
}

/// The least that can be done: each file read once, its Markdown made HTML as it is, its pairs of characters counted, and the HTML written.
fn floor(root: &Path, out: &Path) {
    let content = root.join("content");
    let entries = walkdir::WalkDir::new(content).into_iter().flatten();
    let paths: Vec<PathBuf> = entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    std::fs::create_dir_all(out).unwrap();
    let texts: Vec<String> = stage("floor: read", || {
        paths
            .par_iter()
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    });
    let pages: Vec<String> = stage("floor: Markdown to HTML", || {
        texts.par_iter().map(|text| markdown(text)).collect()
    });
    stage("floor: pairs of characters", || {
        texts.par_chunks(64).map(pairs).sum::<usize>()
    });
    stage("floor: write", || {
        let pages = pages.par_iter().enumerate();
        pages.for_each(|(number, page)| std::fs::write(out.join(number.to_string()), page).unwrap());
    });
}

fn markdown(text: &str) -> String {
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(text, Options::ENABLE_TABLES));
    page
}

/// How many pairs of characters there are in `texts`.
fn pairs(texts: &[String]) -> usize {
    let mut counts: FxHashMap<(char, char), u32> = FxHashMap::default();
    for text in texts {
        for (one, next) in text.chars().zip(text.chars().skip(1)) {
            *counts.entry((one, next)).or_default() += 1;
        }
    }
    counts.len()
}
