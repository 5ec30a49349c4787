//! Pages of the office.

use crate::Gallery;

/// Registers the samples of these pages.
pub(super) fn gallery(_gallery: &mut Gallery) {}
