//! Pages of the customer, phone first.

mod addresses;
mod booking;
mod categories;
mod change;
mod home;
mod me;
mod messages;
mod order;
mod orders;
mod receipt;
mod review_form;
mod reviews;
mod service;
mod worker;
mod workers;

pub use addresses::{AddressCard, AddressForm, Addresses};
pub use booking::{
    Booking, BookingAddress, BookingCalendar, BookingDay, BookingOption, BookingQuote, BookingTimes, CalendarPart, DayLoad, Face,
    QuotePart, TimeGroup, TimeSlot, TimesPart,
};
pub use categories::{Categories, CategoryNode};
pub use change::{ChangePage, ChangeQuote, ChangeQuotePart};
pub use home::{Campaign, CategoryTile, Home, NextVisit};
pub use me::{Me, NotificationSwitch, Notifications, Profile, Security, SessionRow};
pub use messages::Messages;
pub use order::{Cancellation, CancellationPage, OrderLive, OrderLivePart, OrderPage, OrderWorker, Spot};
pub use orders::Orders;
pub use receipt::{PaymentRow, Receipt};
pub use review_form::ReviewForm;
pub use reviews::ReviewsPage;
pub use service::{OptionRow, ServicePage, ServicePicture};
pub use worker::{CertificateRow, FreeTime, WorkerPage};
pub use workers::Workers;

use crate::{Audience, Gallery};

/// Registers the samples of these pages.
pub(super) fn gallery(gallery: &mut Gallery) {
    gallery.add::<Home>(Audience::Customer, "home");
    gallery.add::<Categories>(Audience::Customer, "categories");
    gallery.add::<ServicePage>(Audience::Customer, "categories");
    gallery.add::<Workers>(Audience::Customer, "categories");
    gallery.add::<WorkerPage>(Audience::Customer, "categories");
    gallery.add::<ReviewsPage>(Audience::Customer, "categories");
    gallery.add::<Booking>(Audience::Customer, "categories");
    gallery.add::<CalendarPart>(Audience::Customer, "");
    gallery.add::<TimesPart>(Audience::Customer, "");
    gallery.add::<QuotePart>(Audience::Customer, "");
    gallery.add::<Orders>(Audience::Customer, "orders");
    gallery.add::<OrderPage>(Audience::Customer, "orders");
    gallery.add::<OrderLivePart>(Audience::Customer, "");
    gallery.add::<ChangePage>(Audience::Customer, "orders");
    gallery.add::<ChangeQuotePart>(Audience::Customer, "");
    gallery.add::<CancellationPage>(Audience::Customer, "orders");
    gallery.add::<Receipt>(Audience::Customer, "orders");
    gallery.add::<ReviewForm>(Audience::Customer, "orders");
    gallery.add::<Messages>(Audience::Customer, "messages");
    gallery.add::<Me>(Audience::Customer, "me");
    gallery.add::<Profile>(Audience::Customer, "me");
    gallery.add::<Security>(Audience::Customer, "me");
    gallery.add::<Notifications>(Audience::Customer, "me");
    gallery.add::<Addresses>(Audience::Customer, "me");
    gallery.add::<AddressForm>(Audience::Customer, "me");
}
