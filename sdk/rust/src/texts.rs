//! A plugin's own texts: `key = text with {argument}` lines, one file per language, put into the plugin with `include_str!`.

/// The three languages of a platform; each the content of one file.
#[derive(Clone, Copy, Debug)]
pub struct Languages {
    pub zh_hans: &'static str,
    pub zh_hant: &'static str,
    pub en: &'static str,
}

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub struct Texts(&'static str);

impl Languages {
    /// For a BCP 47 locale of a call; simplified Chinese when we have nothing closer.
    #[must_use]
    pub fn of(&self, locale: &str) -> Texts {
        let traditional = ["zh-Hant", "zh-HK", "zh-TW", "zh-MO"];
        if traditional.iter().any(|tag| locale.starts_with(tag)) {
            return Texts(self.zh_hant);
        }
        Texts(if locale.starts_with("en") { self.en } else { self.zh_hans })
    }

    /// Keys that are not in all three; for the plugin's tests.
    #[must_use]
    pub fn incomplete(&self) -> Vec<&'static str> {
        let all = [self.zh_hans, self.zh_hant, self.en];
        let keys = all.iter().flat_map(|file| lines(file)).map(|(key, _)| key);
        keys.filter(|key| !all.iter().all(|file| lines(file).any(|(other, _)| other == *key))).collect()
    }
}

impl Texts {
    /// The text of a key, or the key itself when it has none.
    #[must_use]
    pub fn get(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let found = lines(self.0).find(|(other, _)| *other == key);
        let mut text = found.map_or(key, |(_, text)| text).to_owned();
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Languages = Languages { zh_hans: "a = 简{x}\nb = 乙", zh_hant: "a = 繁{x}", en: "a = plain {x}\nb = second" };

    #[test]
    fn the_language_follows_the_locale() {
        let said = |locale: &str| ALL.of(locale).get("a", &[("x", "1")]);
        assert_eq!(said("en-GB"), "plain 1");
        assert_eq!(said("zh-HK"), "繁1");
        assert_eq!(said("zh-Hans"), "简1");
        assert_eq!(said("fr"), "简1");
    }

    #[test]
    fn a_key_missing_in_one_language_is_found() {
        assert_eq!(ALL.incomplete(), ["b", "b"]);
    }
}
