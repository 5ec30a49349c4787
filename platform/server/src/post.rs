//! The domain's port for letters, on SMTP.

use anyhow::Result;
use futures::future::BoxFuture;
use lares_connectors::mail::{Mail, Mailer};
use lares_domain::messaging::Outgoing;
use lares_domain::reactions::Post;
use std::sync::Arc;

struct Smtp(Mailer);

impl Post for Smtp {
    fn send(&self, letter: Outgoing) -> BoxFuture<'_, lares_kernel::Result<()>> {
        Box::pin(async move {
            let Outgoing { address, from_name, letter } = &letter;
            let mail = Mail { to: address, from_name, subject: &letter.subject, text: &letter.text, html: &letter.html };
            self.0.send(&mail).await
        })
    }
}

/// The way out for letters; None when no server is configured.
pub fn open(url: Option<&str>, from: &str) -> Result<Option<Arc<dyn Post>>> {
    url.map(|url| Ok(Arc::new(Smtp(Mailer::from_url(url, from)?)) as Arc<dyn Post>)).transpose()
}
