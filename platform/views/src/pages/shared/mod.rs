//! Pages that every audience meets.

mod error;
mod legal;
mod recovery;
mod sign_in;

pub use error::ErrorPage;
pub use legal::{Legal, Party};
pub use recovery::Recovery;
pub use sign_in::{SignIn, SignInStep};

use crate::{Audience, Gallery};

/// Registers the samples of these pages.
pub(super) fn gallery(gallery: &mut Gallery) {
    for audience in [Audience::Customer, Audience::Platform] {
        gallery.add::<ErrorPage>(audience, "");
        gallery.add::<SignIn>(audience, "");
        gallery.add::<Recovery>(audience, "");
        gallery.add::<Legal>(audience, "");
    }
}
