//! What the company told the worker.

use serde::Serialize;

use crate::pages::shared::{Inbox, inbox};
use crate::{Page, Sample};

/// GET /worker/messages?q=&show=&page=
#[derive(Debug, Clone, Serialize)]
pub struct Messages {
    pub inbox: Inbox,
}

impl Page for Messages {
    const TEMPLATE: &'static str = "worker/messages.html";
}

impl Sample for Messages {
    fn samples() -> Vec<(&'static str, Self)> {
        inbox::samples("/worker/messages").into_iter().map(|(name, inbox)| (name, Self { inbox })).collect()
    }
}
