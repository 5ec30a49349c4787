//! Everything a person sees: pages as structs, templates, words in three languages, and the files of the browser.
//!
//! A handler fills a page struct and a [`Frame`] and asks [`Views::render`]; nothing here reads a database or a clock.
//! Invariant: every page renders with every sample in every language (`every_page_renders_in_every_language`).
//! Invariant: templates hold no words of their own (`templates_hold_no_words`), the three languages have the same keys (`languages_say_the_same_things`).
//! Invariant: times and amounts reach the templates unformatted and are written only by the filters, in the frame's zone and language.

pub mod assets;
mod date;
mod filters;
mod form;
mod frame;
mod gallery;
mod locale;
mod maps;
mod money;
pub mod pages;
pub mod parts;
mod phrase;
mod scene;
mod text;
mod theme;
mod views;

pub use form::Form;
pub use frame::{Audience, Company, Frame, MenuEntry, Notice, PersonBar, Tone};
pub use gallery::{Gallery, Shot, sample_frame};
pub use locale::Locale;
pub use maps::Maps;
pub use money::Money;
pub use phrase::{Arg, Phrase};
pub use theme::Theme;
pub use views::{Page, RenderError, Sample, Views};
