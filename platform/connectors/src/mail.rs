//! E-mail by SMTP: TLS by rustls, except to a server on this machine.

use lares_kernel::{Code, Error, Kind, Result};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::PoolConfig;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

pub const UNREACHABLE: Code = Code::new("mail.unreachable", Kind::Unavailable);
pub const ADDRESS: Code = Code::new("mail.address", Kind::Invalid);

/// One letter to one person.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    pub to: &'a str,
    /// Stands before the sender's address.
    pub from_name: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
}

/// Sends letters from one address over a few kept connections.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

impl Mailer {
    /// `smtp://user:password@host:587` (STARTTLS is required, except on this machine) or `smtps://user:password@host:465`;
    /// user and password percent-encoded, both optional. `from` is the sender's bare address.
    ///
    /// # Errors
    /// When the URL or the address does not read; `mail.address` for the latter.
    pub fn from_url(url: &str, from: &str) -> Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&secured(url))
            .map_err(Error::internal)?
            .timeout(Some(Duration::from_secs(15)))
            .pool_config(PoolConfig::new().max_size(4).idle_timeout(Duration::from_secs(60)))
            .build();
        Ok(Self { transport, from: from.parse().map_err(|_| Error::field("from", ADDRESS))? })
    }

    /// # Errors
    /// `mail.address` when the recipient's address does not read (do not retry); `mail.unreachable` otherwise.
    pub async fn send(&self, mail: &Mail<'_>) -> Result<()> {
        let message = self.message(mail)?;
        self.transport.send(message).await.map_err(|error| {
            tracing::warn!(permanent = error.is_permanent(), "mail was not taken");
            let code = if error.is_permanent() { ADDRESS } else { UNREACHABLE };
            Error::new(code)
        })?;
        Ok(())
    }

    /// Does the server answer? For `lares doctor`.
    ///
    /// # Errors
    /// `mail.unreachable`.
    pub async fn check(&self) -> Result<()> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Error::new(UNREACHABLE)),
        }
    }

    fn message(&self, mail: &Mail<'_>) -> Result<Message> {
        let to: Address = mail.to.parse().map_err(|_| Error::field("to", ADDRESS))?;
        // Header text is one line; the encoder takes care of the rest.
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Message::builder()
            .from(Mailbox::new(Some(line(mail.from_name)), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(line(mail.subject))
            .multipart(MultiPart::alternative_plain_html(mail.text.to_owned(), mail.html.to_owned()))
            .map_err(Error::internal)
    }
}

/// Adds `tls=required` to a plain `smtp://` URL that leaves this machine.
fn secured(url: &str) -> String {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return url.to_owned();
    };
    if is_loopback(rest) || rest.contains("tls=required") {
        return url.to_owned();
    }
    // What a URL asks for in words weaker than that is not granted.
    let plain = url.split(['?', '#']).next().unwrap_or(url);
    format!("{plain}?tls=required")
}

fn is_loopback(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let host = match host_and_port.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host_and_port.split(':').next().unwrap_or_default(),
    };
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_in_the_clear() {
        for plain in ["smtp://localhost:1025", "smtp://127.0.0.1", "smtp://[::1]:25", "smtps://user:pw@mail.example.com"] {
            assert_eq!(secured(plain), plain);
        }
        assert_eq!(secured("smtp://mail.example.com:587"), "smtp://mail.example.com:587?tls=required");
        assert_eq!(secured("smtp://localhost@mail.example.com"), "smtp://localhost@mail.example.com?tls=required");
        assert_eq!(secured("smtp://mail.example.com?tls=opportunistic"), "smtp://mail.example.com?tls=required");
        assert_eq!(secured("smtp://localhost.example.com"), "smtp://localhost.example.com?tls=required");
    }

    #[tokio::test]
    async fn a_letter_has_both_forms_and_no_extra_headers() {
        let mailer = Mailer::from_url("smtp://localhost:1025", "no-reply@lares.example").expect("reads");
        let mail = Mail {
            to: "mei@example.com",
            from_name: "洁净家政\r\nBcc: other@example.com",
            subject: "订单已确认\r\nBcc: other@example.com",
            text: "plain",
            html: "<p>rich</p>",
        };
        let message = mailer.message(&mail).expect("builds");
        let text = String::from_utf8(message.formatted()).expect("text");
        assert!(text.contains("text/plain") && text.contains("text/html") && text.contains("To: mei@example.com"));
        assert!(!text.lines().any(|line| line.starts_with("Bcc")));
        let wrong = mailer.message(&Mail { to: "mei", ..mail }).expect_err("no address");
        assert_eq!(wrong.fields()[0].code, ADDRESS);
    }
}
