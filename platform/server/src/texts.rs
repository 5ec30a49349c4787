//! The domain's port for text messages, on the operator's program.

use futures::future::BoxFuture;
use lares_connectors::sms::{Program, Text};
use lares_domain::identity::Texts;
use std::path::Path;
use std::sync::Arc;

struct Programs(Program);

impl Texts for Programs {
    fn send<'a>(&'a self, phone: &'a str, body: &'a str) -> BoxFuture<'a, lares_kernel::Result<()>> {
        Box::pin(async move { self.0.send(&Text { phone, body }).await })
    }
}

/// The way out for text messages.
#[must_use]
pub fn open(program: &Path) -> Arc<dyn Texts> {
    Arc::new(Programs(Program::new(program.to_path_buf())))
}
