//! Who stands behind the name and the address that a commit has? As git reads `.mailmap`: addresses and names are the same in
//! capital and small letters.

use std::collections::HashMap;

/// What `.mailmap` says.
#[derive(Debug, Default)]
pub(super) struct Mailmap {
    by_address: HashMap<String, Known>,
}

/// What is said of an address: in general, and where it comes with a certain name.
#[derive(Debug, Default)]
struct Known {
    always: Proper,
    with_name: HashMap<String, Proper>,
}

/// The proper name and address; `None` where that of the commit is proper.
#[derive(Debug, Default)]
struct Proper {
    name: Option<String>,
    address: Option<String>,
}

impl Mailmap {
    /// Reads lines such as `王磊 <wl@example.cn> wang <wl@old.example.cn>`; what is none is skipped.
    pub(super) fn read(text: &str) -> Mailmap {
        let mut mailmap = Mailmap::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            mailmap.line(line);
        }
        mailmap
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (name, address, rest) = pair(line).filter(|(_, address, _)| !address.is_empty())?;
        let (old_name, old_address) = match pair(rest) {
            Some((old_name, old_address, _)) => (old_name, Some(old_address)),
            None => (None, None),
        };
        let known = old_address.unwrap_or(address).to_ascii_lowercase();
        let known = self.by_address.entry(known).or_default();
        let proper = match old_name {
            Some(old_name) => known.with_name.entry(old_name.to_ascii_lowercase()).or_default(),
            None => &mut known.always,
        };
        proper.name = name.map(str::to_owned).or(proper.name.take());
        let address = old_address.map(|_| address.to_owned());
        proper.address = address.or(proper.address.take());
        Some(())
    }

    /// The proper name and address of `name` and `address`.
    pub(super) fn proper<'p>(&'p self, name: &'p str, address: &'p str) -> (&'p str, &'p str) {
        let Some(known) = self.by_address.get(&address.to_ascii_lowercase()) else {
            return (name, address);
        };
        let with_name = known.with_name.get(&name.to_ascii_lowercase());
        let proper = with_name.unwrap_or(&known.always);
        (
            proper.name.as_deref().unwrap_or(name),
            proper.address.as_deref().unwrap_or(address),
        )
    }
}

/// The first name and address of `line`, and what follows them.
fn pair(line: &str) -> Option<(Option<&str>, &str, &str)> {
    let (name, rest) = line.split_once('<')?;
    let (address, rest) = rest.split_once('>')?;
    let name = Some(name.trim()).filter(|name| !name.is_empty());
    Some((name, address, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_address_and_name() {
        let text = "# 人员 <x@x>\n张伟 <z@x.cn>\n李娜 <l@x.cn> <L@old.cn> # 旧\n<w@x.cn> <w@old.cn>\n王磊 <w@x.cn> Wang <team@x.cn>\n组 <team@x.cn>\n<> <a@x.cn>\nnonsense\n";
        let mailmap = Mailmap::read(text);
        for (name, address, proper) in [
            ("zhang", "Z@X.cn", ("张伟", "Z@X.cn")),
            ("l", "l@OLD.cn", ("李娜", "l@x.cn")),
            ("王", "w@old.cn", ("王", "w@x.cn")),
            ("WANG", "team@x.cn", ("王磊", "w@x.cn")),
            ("other", "team@x.cn", ("组", "team@x.cn")),
            ("a", "a@x.cn", ("a", "a@x.cn")),
            ("x", "x@x", ("x", "x@x")),
            ("", "", ("", "")),
        ] {
            assert_eq!(mailmap.proper(name, address), proper);
        }
    }
}
