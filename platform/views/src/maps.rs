//! Where the pictures of maps come from, and whom to thank for them.

/// A tile server, as the operator configures it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maps {
    /// `https://host/…` with `{z}`, `{x}` and `{y}`; `{s}` stands for a, b or c.
    pub tiles: String,
    /// Shown in the corner of every map; HTML, so that it can link.
    pub credit: String,
}

impl Default for Maps {
    fn default() -> Self {
        Self {
            tiles: "https://tile.openstreetmap.org/{z}/{x}/{y}.png".to_owned(),
            credit: "© <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a>".to_owned(),
        }
    }
}

impl Maps {
    /// The server as a content security policy names it; None when the address is none.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        let (scheme, rest) = self.tiles.split_once("://")?;
        let (host, path) = rest.split_once('/')?;
        let host = host.replace("{s}", "*");
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*');
        let is_host = !host.is_empty() && host.chars().all(is_plain);
        let is_tiled = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
        (matches!(scheme, "http" | "https") && is_host && is_tiled).then(|| format!("{scheme}://{host}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Maps;

    fn origin(tiles: &str) -> Option<String> {
        Maps { tiles: tiles.to_owned(), ..Maps::default() }.origin()
    }

    #[test]
    fn the_policy_names_the_server_and_nothing_else() {
        assert_eq!(Maps::default().origin().as_deref(), Some("https://tile.openstreetmap.org"));
        assert_eq!(origin("https://{s}.tiles.example/{z}/{x}/{y}?key=1").as_deref(), Some("https://*.tiles.example"));
        assert_eq!(origin("http://localhost:8090/{z}/{x}/{y}.png").as_deref(), Some("http://localhost:8090"));
    }

    #[test]
    fn what_is_no_tile_server_has_no_origin() {
        let wrong = [
            "",
            "/{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}",
            "javascript://x/{z}/{x}/{y}",
            "https://a; script-src */{z}/{x}/{y}",
            "https://a/",
        ];
        for tiles in wrong {
            assert_eq!(origin(tiles), None, "{tiles}");
        }
    }
}
