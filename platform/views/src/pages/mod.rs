//! Every page, one file per page, one folder per audience.

pub mod customer;
pub mod office;
pub mod platform;
pub mod shared;
pub mod worker;

use crate::Gallery;

/// All samples of all pages.
pub fn gallery(gallery: &mut Gallery) {
    customer::gallery(gallery);
    worker::gallery(gallery);
    office::gallery(gallery);
    platform::gallery(gallery);
    shared::gallery(gallery);
}
