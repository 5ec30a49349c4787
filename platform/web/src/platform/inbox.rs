//! The text messages a demo or a test caught. Anywhere else this page does not exist: the messages hold codes.

use crate::error::Served;
use crate::sign_in::Door;
use crate::state::SmsMode;
use axum::http::StatusCode;
use lares_domain::identity::{TextMessage, recent_texts};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Error, Tenant};
use lares_views::pages::platform::{Inbox, InboxRow};
use std::sync::Arc;

pub async fn show(door: Door) -> Served {
    if door.app.config.sms != SmsMode::Catcher {
        return Err(Error::new(NOT_FOUND).into());
    }
    let companies = door.app.control.tenants().await?;
    let texts = recent_texts(&door.app.control).await?;
    let messages = texts.into_iter().map(|text| row(text, &companies)).collect();
    door.show(StatusCode::OK, "/", &Inbox { messages })
}

fn row(text: TextMessage, companies: &[Arc<Tenant>]) -> InboxRow {
    let company = companies.iter().find(|company| Some(company.id) == text.tenant);
    InboxRow {
        phone: text.phone,
        company: company.map(|company| company.name.clone()),
        code: code(&text.body).map(str::to_owned),
        body: text.body,
        at: text.created_at,
    }
}

/// The six digits in a row that a message holds.
fn code(body: &str) -> Option<&str> {
    body.split(|next: char| !next.is_ascii_digit()).find(|digits| digits.len() == 6)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn the_code_of_a_message_is_its_six_digits() {
        assert_eq!(code("【安心到家】验证码 482913，5 分钟内有效。"), Some("482913"));
        assert_eq!(code("12月3日 13:30 上门，订单 2612030187123"), None);
    }
}
