//! Rendering: a page struct and a frame become HTML.

use std::sync::Arc;

use rust_embed::Embed;
use serde::Serialize;
use tera::{Context, Tera};
use thiserror::Error;

use crate::phrase::Phrase;
use crate::scene::{self, Scene};
use crate::text::{TextError, Texts};
use crate::{Frame, Locale, Maps, filters};

#[derive(Embed)]
#[folder = "templates"]
#[include = "*.html"]
struct Templates;

/// A page, or a part of one that htmx swaps in: its fields are the template's variables, beside `frame`.
pub trait Page: Serialize {
    /// Path of the template below `templates/`.
    const TEMPLATE: &'static str;
}

/// Named examples of a page: the empty one, the ordinary one, the one with errors, the very long one.
///
/// Every sample is rendered by the tests in every language and can be looked at (`cargo run -p lares-views --example gallery`).
pub trait Sample: Page + Sized {
    fn samples() -> Vec<(&'static str, Self)>;
}

#[derive(Debug, Error)]
pub enum RenderError {
    #[error("the templates do not load: {0}")]
    Templates(tera::Error),
    #[error("the words do not load: {0}")]
    Words(#[from] TextError),
    #[error("{template} does not render: {error}")]
    Page { template: &'static str, error: tera::Error },
}

/// All templates and words, loaded once and shared.
#[derive(Clone)]
pub struct Views {
    tera: Arc<Tera>,
    texts: Arc<Texts>,
    maps: Maps,
}

impl Views {
    /// Loads everything; fails at start rather than on a page.
    pub fn new(maps: Maps) -> Result<Self, RenderError> {
        Self::load(maps, false)
    }

    /// For tests and the gallery: words that are missing, or lack an argument, fail the render.
    pub fn strict() -> Result<Self, RenderError> {
        Self::load(Maps::default(), true)
    }

    fn load(maps: Maps, strict: bool) -> Result<Self, RenderError> {
        let texts = Arc::new(Texts::load(strict)?);
        let mut tera = Tera::new();
        filters::register(&mut tera, &texts, &maps);
        let sources: Vec<(String, String)> = Templates::iter()
            .filter_map(|name| {
                let file = Templates::get(&name)?;
                Some((name.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        tera.add_raw_templates(sources).map_err(RenderError::Templates)?;
        Ok(Self { tera: Arc::new(tera), texts, maps })
    }

    /// Where the pictures of maps come from.
    #[must_use]
    pub fn maps(&self) -> &Maps {
        &self.maps
    }

    /// The page as HTML, in the frame's language, zone and theme.
    pub fn render<P: Page>(&self, page: &P, frame: &Frame) -> Result<String, RenderError> {
        let failed = |error| RenderError::Page { template: P::TEMPLATE, error };
        let mut context = Context::from_serialize(page).map_err(failed)?;
        context.insert("frame", frame);
        let _scene = scene::enter(Scene { locale: frame.locale, zone: frame.zone.clone(), now: frame.now });
        self.tera.render(P::TEMPLATE, &context).map_err(failed)
    }

    /// A phrase outside of a page: a problem's title, a text message, the subject of a mail.
    #[must_use]
    pub fn say(&self, phrase: &Phrase, frame: &Frame) -> String {
        let _scene = scene::enter(Scene { locale: frame.locale, zone: frame.zone.clone(), now: frame.now });
        filters::said(&self.texts, phrase).unwrap_or_default()
    }

    /// Whether the words for `key` exist, in the language or in English.
    #[must_use]
    pub fn knows(&self, locale: Locale, key: &str) -> bool {
        self.texts.knows(locale, key)
    }
}
