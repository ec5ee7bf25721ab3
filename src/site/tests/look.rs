//! Writes the whole site to a folder, to be looked at, and says how long that took.

use super::world;
use crate::base::Lang;
use std::path::PathBuf;
use std::time::Instant;

#[test]
#[ignore = "for looking at: CASEBOOK_LOOK=<folder> CASEBOOK_FROM=<knowledge base> cargo test --release -- --ignored look"]
fn look() {
    let folder = PathBuf::from(std::env::var("CASEBOOK_LOOK").expect("CASEBOOK_LOOK is not set"));
    let from = std::env::var("CASEBOOK_FROM").map_or_else(|_| world::sample().to_path_buf(), PathBuf::from);
    let lang = std::env::var("CASEBOOK_LANG")
        .ok()
        .and_then(|tag| Lang::parse(&tag))
        .unwrap_or_default();
    let begin = Instant::now();
    let site = world::site(&from, lang);
    eprintln!("read and planned in {:?}", begin.elapsed());
    let again = Instant::now();
    let plan = crate::site::plan::Plan::of(&site.library, &site.past, &[lang]);
    eprintln!(
        "planned again in {:?}: {} lists",
        again.elapsed(),
        plan.lists.len()
    );
    for page_type in crate::site::PAGES {
        let routes = site
            .routes()
            .iter()
            .filter(|route| crate::site::PAGES[route.page].name == page_type.name);
        let (begin, mut pages, mut size) = (Instant::now(), 0, 0);
        let made: Vec<_> = routes
            .map(|route| site.page(route).unwrap())
            .inspect(|page| {
                pages += 1;
                size += page.bytes.len();
            })
            .collect();
        eprintln!(
            "{:10} {pages:6} pages {size:10} bytes {:?}",
            page_type.name,
            begin.elapsed()
        );
        for page in made {
            let file = page.path.on_disk(&folder);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, page.bytes).unwrap();
        }
    }
}
