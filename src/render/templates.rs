//! The templates: the built-in ones, and in their place those that a knowledge base has of the same path.

use super::{TemplateFault, functions};
use crate::base::{Lang, RelPath, assets};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, Tera};

/// The files of `templates/`, compiled once, for pages in one language.
pub struct Templates {
    lang: Lang,
    tera: Tera,
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// The extensions of the files that are templates; all others are data and assets.
const COMPILED: [&str; 4] = ["html", "svg", "xml", "md"];

impl Templates {
    /// Compiles the built-in files and `own`, which are the knowledge base's files below its `templates/` folder, by path from its root:
    /// one that has the path of a built-in file replaces it.
    ///
    /// # Errors
    /// The first template that cannot be read.
    pub fn new(lang: Lang, own: &[(RelPath, Vec<u8>)]) -> Result<Templates, TemplateFault> {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> = assets::below("")
            .into_iter()
            .map(|(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes)))
            .collect();
        for (path, bytes) in own {
            let below = path.below("templates").unwrap_or(path.as_str());
            files.insert(below.to_owned(), Cow::Owned(bytes.clone()));
        }
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".svg", ".xml"]);
        functions::register(&mut tera, lang);
        let mut templates = Templates { lang, tera, files };
        templates.compile()?;
        Ok(templates)
    }

    /// Whether the file at `path` below `templates/` is a template; else it is data or an asset.
    pub fn is_compiled(path: &str) -> bool {
        let extension = path.rsplit('.').next().unwrap_or("");
        // The pages of rules are read as they stand.
        !path.starts_with("assets/") && !path.starts_with("rules/") && COMPILED.contains(&extension)
    }

    /// The language of the pages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is a template called `name`, which is its path below `templates/`.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Whether the knowledge base has the file at `path` below `templates/` itself.
    pub fn is_own(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(Cow::Owned(_)))
    }

    /// The bytes of the file at `path` below `templates/`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Cow::as_ref)
    }

    /// The files in the folder `folder` (which ends in `/`) and below, by path.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t [u8])> {
        self.files
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// What the template `name` makes of `context`.
    ///
    /// # Errors
    /// There is no such template, or it asks for something that `context` does not have.
    pub fn render(&self, name: &str, context: &Context) -> Result<Vec<u8>, TemplateFault> {
        let mut out = Vec::with_capacity(16 << 10);
        self.tera
            .render_to(name, context, &mut out)
            .map_err(|error| TemplateFault::of(name, &error))?;
        Ok(out)
    }

    fn compile(&mut self) -> Result<(), TemplateFault> {
        let mut sources = Vec::new();
        for (path, bytes) in &self.files {
            if !Templates::is_compiled(path) {
                continue;
            }
            let text = std::str::from_utf8(bytes).map_err(|_| TemplateFault {
                path: format!("templates/{path}"),
                line: 0,
                column: 0,
                message: "the file is not UTF-8".to_owned(),
                excerpt: String::new(),
            })?;
            sources.push((path.as_str(), text));
        }
        self.tera
            .add_raw_templates(sources)
            .map_err(|error| TemplateFault::of("", &error))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(path: &str, text: &str) -> Result<Templates, TemplateFault> {
        let own = [(RelPath::new(path).unwrap(), text.as_bytes().to_vec())];
        Templates::new(Lang::ZhCn, &own)
    }

    fn fault(result: Result<Templates, TemplateFault>) -> TemplateFault {
        result.map(|_| ()).unwrap_err()
    }

    #[test]
    fn built_in_templates_compile_in_both_languages() {
        for lang in Lang::ALL {
            assert!(Templates::new(lang, &[]).unwrap().has("pages/record.html"));
        }
    }

    #[test]
    fn a_file_of_the_knowledge_base_replaces_the_built_in_one() {
        let templates = with(
            "templates/pages/record.html",
            "{{ title }}：{{ t(id=\"markdown-task-done\") }}",
        )
        .unwrap();
        let mut context = Context::new();
        context.insert("title", "<甲>");
        let page = templates.render("pages/record.html", &context).unwrap();
        assert_eq!(String::from_utf8(page).unwrap(), "&lt;甲&gt;：已完成");
        assert_eq!(
            templates
                .below("pages/")
                .find(|(path, _)| *path == "pages/record.html")
                .unwrap()
                .1[0],
            b'{'
        );
    }

    #[test]
    fn faults_have_a_place() {
        let syntax = fault(with("templates/pages/record.html", "甲\n{% if %}"));
        assert_eq!(
            (syntax.path.as_str(), syntax.line),
            ("templates/pages/record.html", 2)
        );
        let unknown = fault(with("templates/pages/x.html", "\n {{ 1 | nothing }}"));
        assert_eq!(
            (unknown.path.as_str(), unknown.line),
            ("templates/pages/x.html", 2)
        );
        let missing = with("templates/pages/x.html", "甲{{ title }}").unwrap();
        let missing = missing.render("pages/x.html", &Context::new()).unwrap_err();
        assert_eq!((missing.line, missing.column), (1, 5), "{missing:?}");
        let nowhere = with("templates/pages/x.html", "甲\n{{ t(id=\"no-\" ~ \"such\") }}").unwrap();
        let nowhere = nowhere.render("pages/x.html", &Context::new()).unwrap_err();
        assert_eq!(
            (nowhere.path.as_str(), nowhere.line),
            ("templates/pages/x.html", 2)
        );
        assert!(nowhere.message.contains("`no-such`"), "{nowhere:?}");
    }
}
