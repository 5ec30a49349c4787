//! Pages of the platform's own site: what Lares is, founding a company, what programs may ask, and the caught text messages of the demo.

mod company;
mod developers;
mod inbox;
mod landing;
mod sign_up;

pub use company::FindCompany;
pub use developers::{Developers, OperationGroup, OperationLine};
pub use inbox::{Inbox, InboxRow};
pub use landing::{Landing, StarterCard};
pub use sign_up::{CodePart, CodeState, SignUp, SlugPart, SlugState};

use crate::{Audience, Gallery};

/// Registers the samples of these pages.
pub(super) fn gallery(gallery: &mut Gallery) {
    gallery.add::<Landing>(Audience::Platform, "");
    gallery.add::<SignUp>(Audience::Platform, "");
    gallery.add::<SlugPart>(Audience::Platform, "");
    gallery.add::<CodePart>(Audience::Platform, "");
    gallery.add::<Developers>(Audience::Platform, "");
    gallery.add::<FindCompany>(Audience::Platform, "");
    gallery.add::<Inbox>(Audience::Platform, "");
}
