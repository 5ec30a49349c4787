//! The message center of whoever looks (C20, W03): search, read, delete. The pages of customers and of workers share it.

use crate::customer::cards::{address, count, pager};
use crate::error::Served;
use crate::message::{body, title};
use crate::respond::{safe_path, see};
use crate::visit::Visit;
use lares_domain::messaging::{self, Audience, Message, Search};
use lares_kernel::{Ctx, MessageId, PageRequest, Result};
use lares_views::Phrase;
use lares_views::pages::shared::{Counts, Inbox, MessageRow};
use lares_views::parts::Tab;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    show: String,
    page: Option<u32>,
}

impl Asked {
    fn at(&self, base: &str, show: &str, page: Option<u32>) -> String {
        let page = page.filter(|page| *page > 1).map(|page| page.to_string()).unwrap_or_default();
        address(base, &[("q", self.q.trim()), ("show", show), ("page", &page)])
    }
}

/// Where to go after a message was read or deleted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    #[serde(default, rename = "return")]
    back: String,
}

impl After {
    fn path<'a>(&'a self, base: &'a str) -> &'a str {
        if self.back.is_empty() { base } else { safe_path(&self.back) }
    }
}

/// Whose messages, where their pages are, and the icon and the page of each message.
pub struct Center {
    pub audience: Audience,
    pub base: &'static str,
    pub icon: fn(&str) -> &'static str,
    pub href: fn(&Message) -> Option<String>,
}

impl Center {
    pub async fn read(&self, ctx: &mut Ctx, visit: &Visit, asked: &Asked) -> Result<Inbox> {
        let only_unread = asked.show == "unread";
        let search = Search { text: asked.q.clone(), kinds: self.kinds(visit, asked.q.trim()), only_unread };
        let found =
            messaging::search(ctx, &search, PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?).await?;
        let unread = count(messaging::unread(ctx).await?);
        let tab = |key: &str, show: &str, count| Tab {
            label: Phrase::key(key),
            href: asked.at(self.base, show, None),
            current: asked.show == show,
            count,
        };
        let is_bare = found.total == 0 && asked.q.trim().is_empty() && !only_unread;
        Ok(Inbox {
            base: self.base.to_owned(),
            here: asked.at(self.base, &asked.show, asked.page),
            query: asked.q.trim().to_owned(),
            show: asked.show.clone(),
            tabs: if is_bare {
                Vec::new()
            } else {
                vec![tab("messages-all", "", 0), tab("messages-only-unread", "unread", unread)]
            },
            unread,
            messages: found.rows.iter().map(|message| self.row(message)).collect(),
            pager: pager(&found, |page| asked.at(self.base, &asked.show, Some(page))),
        })
    }

    /// Kinds of messages whose title says it in the reader's language.
    fn kinds(&self, visit: &Visit, text: &str) -> Vec<String> {
        if text.is_empty() {
            return Vec::new();
        }
        let (frame, text) = (visit.bare_frame(""), text.to_lowercase());
        let says = |kind: &&str| {
            let title = title(kind, &serde_json::Value::Null);
            visit.app.views.say(&title, &frame).to_lowercase().contains(&text)
        };
        messaging::kinds(self.audience).map(|(kind, _)| kind).filter(says).map(str::to_owned).collect()
    }

    fn row(&self, message: &Message) -> MessageRow {
        MessageRow {
            id: message.id.to_string(),
            icon: (self.icon)(&message.kind).to_owned(),
            subject: title(&message.kind, &message.args),
            body: body(&message.kind, &message.args),
            at: message.created_at,
            read: message.read_at.is_some(),
            href: (self.href)(message),
        }
    }

    pub async fn mark_all_read(&self, visit: &Visit) -> Served {
        let mut ctx = visit.begin().await?;
        messaging::mark_all_read(&mut ctx).await?;
        ctx.commit().await?;
        Ok(see(self.base))
    }

    pub async fn mark_read(&self, visit: &Visit, id: MessageId, after: &After) -> Served {
        let mut ctx = visit.begin().await?;
        messaging::mark_read(&mut ctx, id).await?;
        ctx.commit().await?;
        Ok(see(after.path(self.base)))
    }

    pub async fn delete(&self, visit: &Visit, id: MessageId, after: &After) -> Served {
        let mut ctx = visit.begin().await?;
        messaging::delete(&mut ctx, id).await?;
        ctx.commit().await?;
        Ok(see(after.path(self.base)))
    }
}

/// The counts beside the tabs, as they are now.
pub async fn counts(visit: &Visit) -> Served {
    let ctx = visit.begin().await?;
    visit.show(ctx, "", &Counts {}).await
}
