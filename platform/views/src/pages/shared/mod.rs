//! Pages that every audience meets.

mod counts;
mod error;
pub(in crate::pages) mod inbox;
mod legal;
mod recovery;
mod sign_in;

pub use counts::Counts;
pub use error::ErrorPage;
pub use inbox::{Inbox, MessageRow};
pub use legal::{Legal, Party};
pub use recovery::Recovery;
pub use sign_in::{SignIn, SignInStep};

use crate::{Audience, Gallery};

/// Registers the samples of these pages.
pub(super) fn gallery(gallery: &mut Gallery) {
    gallery.add::<Counts>(Audience::Customer, "");
    gallery.add::<Counts>(Audience::Worker, "");
    gallery.add::<Counts>(Audience::Office, "");
    for audience in [Audience::Customer, Audience::Platform] {
        gallery.add::<ErrorPage>(audience, "");
        gallery.add::<SignIn>(audience, "");
        gallery.add::<Recovery>(audience, "");
        gallery.add::<Legal>(audience, "");
    }
}
