//! The files of the browser, built by `assets/build.mjs` and embedded in the binary.
//!
//! Invariant: an address from [`url`] changes with the bytes, so its answer may be cached forever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "assets/dist"]
#[exclude = "*.LEGAL.txt"]
struct Dist;

/// One file: its bytes, media type and strong entity tag (quoted, as the header wants it).
#[derive(Debug, Clone)]
pub struct Asset {
    pub bytes: Cow<'static, [u8]>,
    pub media_type: String,
    pub etag: String,
}

static VERSIONS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    Dist::iter()
        .filter_map(|name| {
            let file = Dist::get(&name)?;
            Some((name.into_owned(), hash(&file)))
        })
        .collect()
});

/// The file at a path below `/assets/`.
#[must_use]
pub fn get(path: &str) -> Option<Asset> {
    let file = Dist::get(path)?;
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let media_type = match mime.type_().as_str() {
        "text" => format!("{mime}; charset=utf-8"),
        _other => mime.to_string(),
    };
    Some(Asset { etag: format!("\"{}\"", hash(&file)), media_type, bytes: file.data })
}

/// "/assets/app.css?v=1f2e3d4c5b6a7988"; without a version when the file was not built.
#[must_use]
pub fn url(name: &str) -> String {
    match VERSIONS.get(name) {
        Some(version) => format!("/assets/{name}?v={version}"),
        None => format!("/assets/{name}"),
    }
}

/// All names, for tests and export.
#[must_use]
pub fn names() -> Vec<String> {
    VERSIONS.keys().cloned().collect()
}

fn hash(file: &rust_embed::EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
