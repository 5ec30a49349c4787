//! Text messages. The business writes them to its outbox; a gateway takes them from there.
//!
//! Gateways (Alibaba Cloud, Tencent Cloud; `research/integrations.md`) become variants of [`Sms`]: everything that must
//! differ between them is in [`Sms::send`].

use lares_kernel::{Code, Error, Kind, Result};

pub const UNREACHABLE: Code = Code::new("sms.unreachable", Kind::Unavailable);

/// One message to one phone.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// E.164.
    pub phone: &'a str,
    pub body: &'a str,
}

/// Where text messages go.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Sms {
    /// They stay in the outbox, where the catcher page shows them: for the demo and tests.
    #[default]
    Catcher,
}

impl Sms {
    /// Must the outbox be emptied at all?
    #[must_use]
    pub const fn leaves_the_platform(self) -> bool {
        match self {
            Self::Catcher => false,
        }
    }

    /// Hands the message over.
    ///
    /// # Errors
    /// `sms.unreachable`: try again later.
    pub async fn send(self, text: Text<'_>) -> Result<()> {
        match self {
            // An empty message is a mistake of ours that a gateway would charge for.
            Self::Catcher if text.body.is_empty() => Err(Error::internal("a text message without text")),
            Self::Catcher => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catcher_keeps_everything_here() {
        assert!(!Sms::default().leaves_the_platform());
    }
}
