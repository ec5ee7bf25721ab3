//! Who may see it?

use serde::Serialize;

/// Who may see a record, and for whom a site is built: each sees also what those before it may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidentiality {
    /// Everybody.
    Public,
    /// The people of the contract.
    Internal,
    /// Those few who look after the knowledge base.
    Restricted,
}

impl Confidentiality {
    /// All, the widest audience first.
    pub const ALL: [Confidentiality; 3] = [Self::Public, Self::Internal, Self::Restricted];

    /// The one that is written so.
    pub fn of(written: &str) -> Option<Confidentiality> {
        Self::ALL.into_iter().find(|level| level.as_str() == written)
    }

    /// The word that files have for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Restricted => "restricted",
        }
    }

    /// Whether `audience` may see what has this confidentiality.
    pub fn is_for(self, audience: Confidentiality) -> bool {
        self <= audience
    }
}

#[cfg(test)]
mod tests {
    use super::Confidentiality::{self, Internal, Public, Restricted};

    #[test]
    fn each_sees_what_those_before_it_see() {
        for level in Confidentiality::ALL {
            assert_eq!(Confidentiality::of(level.as_str()), Some(level));
            assert!(level.is_for(Restricted) && Public.is_for(level));
        }
        assert!(!Restricted.is_for(Internal) && !Internal.is_for(Public));
        assert_eq!(Confidentiality::of("secret"), None);
    }
}
