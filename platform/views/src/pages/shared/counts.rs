//! The counts beside the tabs, as they are now; they come from the frame.

use serde::Serialize;

use crate::{Page, Sample};

/// GET /messages/count, /worker/messages/count and /office/messages/count, asked for again at each event `message`.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {}

impl Page for Counts {
    const TEMPLATE: &'static str = "shared/counts.html";
}

impl Sample for Counts {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("some", Self {})]
    }
}
