//! What the company sells: categories as a tree, services with steps, options, pictures and prices, and the skills they need.
//!
//! Invariant: a withdrawn service is invisible to customers and cannot be quoted; its orders keep their own copy of everything.
//! Invariant: a price that has started is never edited; a new one starts later and wins from then on.
//! Invariant: the type of a picture is read from its first bytes, never from what the browser says.

mod cards;
mod categories;
mod db;
mod edit;
pub(crate) mod faults;
mod offering;
mod options;
mod page;
pub mod pictures;
mod prices;
mod rating;
mod skills;

pub(crate) use cards::mean_hundredths;
pub use cards::{OfficeFilter, OfficeService, ServiceCard, ServiceSearch, ServiceSort, list, popular, search};
pub use categories::{Category, CategoryForm, CategoryNode, add_category, categories, change_category, remove_category, tree};
pub use edit::{ServiceForm, create, restore, update, withdraw};
pub(crate) use offering::offering_ever;
pub use offering::{Offering, OfferingOption, offering};
pub use options::{OptionForm, replace_options};
pub use page::{ServicePage, ServiceRecord, page, record};
pub use prices::{PriceVersion, add_price, remove_price};
pub(crate) use rating::{add_rating, count_sale};
pub use skills::{Skill, add_skill, remove_skill, rename_skill, skills};

use lares_kernel::{Code, Kind};

pub const TEXT_LENGTH: Code = Code::new("catalogue.text_length", Kind::Invalid);
pub const NUMBER_RANGE: Code = Code::new("catalogue.number_out_of_range", Kind::Invalid);
pub const LIST_LENGTH: Code = Code::new("catalogue.list_too_long", Kind::Invalid);
pub const CHOICE_UNKNOWN: Code = Code::new("catalogue.choice_unknown", Kind::Invalid);
pub const CATEGORY_UNKNOWN: Code = Code::new("catalogue.category_unknown", Kind::Invalid);
pub const CATEGORY_IN_USE: Code = Code::new("catalogue.category_in_use", Kind::Conflict);
pub const CATEGORY_CYCLE: Code = Code::new("catalogue.category_cycle", Kind::Invalid);
pub const SKILL_UNKNOWN: Code = Code::new("catalogue.skill_unknown", Kind::Invalid);
pub const SKILL_NAME_TAKEN: Code = Code::new("catalogue.skill_name_taken", Kind::Conflict);
pub const SKILL_IN_USE: Code = Code::new("catalogue.skill_in_use", Kind::Conflict);
pub const STATE: Code = Code::new("catalogue.state_changed", Kind::Conflict);
pub const PRICE_PAST: Code = Code::new("catalogue.price_starts_in_the_past", Kind::Invalid);
pub const PRICE_STARTED: Code = Code::new("catalogue.price_has_started", Kind::Conflict);
pub const PRICE_TAKEN: Code = Code::new("catalogue.price_date_taken", Kind::Conflict);
pub const PICTURE_TYPE: Code = Code::new("catalogue.picture_type", Kind::Invalid);
pub const PICTURE_SIZE: Code = Code::new("catalogue.picture_too_large", Kind::TooLarge);
pub const PICTURE_COUNT: Code = Code::new("catalogue.too_many_pictures", Kind::Conflict);
pub const PICTURES_A_DAY: Code = Code::new("catalogue.too_many_pictures_today", Kind::TooMany);
pub const PICTURE_UNKNOWN: Code = Code::new("catalogue.picture_unknown", Kind::Invalid);
pub const CODES: &[Code] = &[
    TEXT_LENGTH,
    NUMBER_RANGE,
    LIST_LENGTH,
    CHOICE_UNKNOWN,
    CATEGORY_UNKNOWN,
    CATEGORY_IN_USE,
    CATEGORY_CYCLE,
    SKILL_UNKNOWN,
    SKILL_NAME_TAKEN,
    SKILL_IN_USE,
    STATE,
    PRICE_PAST,
    PRICE_STARTED,
    PRICE_TAKEN,
    PICTURE_TYPE,
    PICTURE_SIZE,
    PICTURE_COUNT,
    PICTURES_A_DAY,
    PICTURE_UNKNOWN,
];
