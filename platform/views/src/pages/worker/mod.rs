//! Pages of the worker: phone first, one hand, the next step always within reach of the thumb.

mod income;
mod job;
mod me;
mod messages;
mod offers;
mod reviews;
mod roster;
mod today;

pub use income::{Income, IncomeRow};
pub use job::{JobPage, JobStep, NextStep};
pub use me::{Certificate, CertificateForm, Me, ProfileForm, Security, SkillChoice};
pub use messages::Messages;
pub use offers::{OfferCard, Offers};
pub use reviews::{ReviewRow, Reviews};
pub use roster::{Hours, Leave, Roster, RosterDay};
pub use today::{Day, DayPart, ExpiringCertificate, JobRow, NextJob, Today};

use crate::{Audience, Gallery};

/// Registers the samples of these pages.
pub(super) fn gallery(gallery: &mut Gallery) {
    gallery.add::<Today>(Audience::Worker, "today");
    gallery.add::<DayPart>(Audience::Worker, "");
    gallery.add::<JobPage>(Audience::Worker, "today");
    gallery.add::<Offers>(Audience::Worker, "offers");
    gallery.add::<Roster>(Audience::Worker, "roster");
    gallery.add::<Income>(Audience::Worker, "income");
    gallery.add::<Reviews>(Audience::Worker, "profile");
    gallery.add::<Messages>(Audience::Worker, "");
    gallery.add::<Me>(Audience::Worker, "profile");
    gallery.add::<ProfileForm>(Audience::Worker, "profile");
    gallery.add::<CertificateForm>(Audience::Worker, "profile");
    gallery.add::<Security>(Audience::Worker, "profile");
}
