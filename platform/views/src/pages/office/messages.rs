//! What the office was told.

use serde::Serialize;

use crate::pages::shared::{Inbox, inbox};
use crate::{Page, Sample};

/// GET /office/messages?q=&show=&page=
#[derive(Debug, Clone, Serialize)]
pub struct Messages {
    pub inbox: Inbox,
}

impl Page for Messages {
    const TEMPLATE: &'static str = "office/messages.html";
}

impl Sample for Messages {
    fn samples() -> Vec<(&'static str, Self)> {
        inbox::samples("/office/messages").into_iter().map(|(name, inbox)| (name, Self { inbox })).collect()
    }
}
