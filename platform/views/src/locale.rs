//! The languages of the product, and choosing one from what a browser asks for.

use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language the product speaks, in every page and message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Locale {
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    #[serde(rename = "zh-Hant")]
    ZhHant,
    #[serde(rename = "en")]
    En,
}

impl Locale {
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// The BCP 47 tag, as in the `lang` attribute, the locale folders and the database.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The language by its exact tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4); zh-Hans when none fits.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let mut wishes: Vec<(Self, u16)> = accept_language.split(',').filter_map(wish).collect();
        // A stable sort: equal weights keep the order of the header.
        wishes.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        wishes.first().map_or(Self::default(), |(locale, _)| *locale)
    }
}

fn wish(part: &str) -> Option<(Locale, u16)> {
    let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
    let weight = weight(parameters)?;
    (weight > 0).then_some((closest(tag.trim())?, weight))
}

/// Thousandths; a missing `q` is 1.
fn weight(parameters: &str) -> Option<u16> {
    let Some(q) = parameters.trim().strip_prefix("q=") else {
        return Some(1000);
    };
    let (whole, fraction) = q.split_once('.').unwrap_or((q, ""));
    let thousandths: u16 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some((whole.parse::<u16>().ok()?.min(1) * 1000 + thousandths).min(1000))
}

// Likely subtags turn zh-TW, zh-HK and zh-MO into Hant; everything else Chinese is Hans.
fn closest(tag: &str) -> Option<Locale> {
    let mut wanted: LanguageIdentifier = tag.parse().ok()?;
    wanted.maximize();
    match (wanted.language.as_str(), wanted.script.as_ref().map(unic_langid::subtags::Script::as_str)) {
        ("zh", Some("Hant")) => Some(Locale::ZhHant),
        ("zh", _) => Some(Locale::ZhHans),
        ("en", _) => Some(Locale::En),
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_that_write_traditional_chinese_get_it() {
        for (header, expected) in [
            ("zh-TW", Locale::ZhHant),
            ("zh-HK,zh;q=0.9", Locale::ZhHant),
            ("zh-MO", Locale::ZhHant),
            ("zh-CN", Locale::ZhHans),
            ("zh-SG", Locale::ZhHans),
            ("zh", Locale::ZhHans),
            ("zh-Hant", Locale::ZhHant),
        ] {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }

    #[test]
    fn the_heaviest_wish_we_can_fulfil_wins() {
        assert_eq!(Locale::negotiate("fr-FR,en-GB;q=0.7,zh-TW;q=0.8"), Locale::ZhHant);
        assert_eq!(Locale::negotiate("en;q=0.2,zh-CN;q=0.25"), Locale::ZhHans);
        assert_eq!(Locale::negotiate("en;q=0, fr"), Locale::ZhHans);
        assert_eq!(Locale::negotiate("en-US"), Locale::En);
    }

    #[test]
    fn nonsense_is_simplified_chinese_and_never_a_crash() {
        for header in ["", "*", ";;;", "en;q=x", "q=1", "-", "\u{1F600}"] {
            assert_eq!(Locale::negotiate(header), Locale::ZhHans, "{header}");
        }
    }
}
