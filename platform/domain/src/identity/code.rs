//! Six digits by text message (验证码): proof that a phone is in the hand of whoever types them.
//!
//! Numbers (OWASP, NIST SP 800-63B): 5 minutes, 5 tries, used once; 60 s between two, 3 in 10 minutes, 10 a day per phone.
//! Invariant: limits count per phone on the whole platform, known number or not.

use super::db;
use super::{CODE_TOO_MANY, CODE_TOO_SOON, CODE_WRONG};
use jiff::{SignedDuration, Timestamp};
use lares_kernel::control::ControlTx;
use lares_kernel::{Control, Error, Phone, Result, Tenant, TenantId, random};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const LIFE: SignedDuration = SignedDuration::from_mins(5);
pub(super) const TRIES: i32 = 5;
const COOLDOWN: SignedDuration = SignedDuration::from_secs(60);
pub(super) const WINDOW: SignedDuration = SignedDuration::from_mins(10);
const WINDOW_MOST: i64 = 3;
pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);
const DAY_MOST: i64 = 10;

/// What a code is for; one for signing in does not recover a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    SignIn,
    Recover,
}

impl Purpose {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Recover => "recover",
        }
    }
}

/// A code to be written.
pub(super) struct NewCode<'a> {
    pub id: Uuid,
    pub phone: &'a Phone,
    pub tenant: Option<TenantId>,
    pub purpose: Purpose,
    pub hash: Vec<u8>,
    pub expires_at: Timestamp,
    pub now: Timestamp,
}

/// What was sent to a phone lately.
pub(super) struct Sent {
    pub last: Option<Timestamp>,
    pub in_window: i64,
    pub in_day: i64,
}

/// Sends a code. `tenant` is the company whose page asked, None on the platform's; `body` makes the text around the code.
/// A number nobody has gets the same answer; to recover a password it gets no message.
///
/// # Errors
/// `identity.code_too_soon` (with `seconds` to wait), `identity.code_too_many`.
pub async fn request_code(
    control: &Control,
    tenant: Option<&Tenant>,
    phone: &Phone,
    purpose: Purpose,
    body: impl FnOnce(&str) -> String,
) -> Result<()> {
    let now = control.clock().now();
    let code = random::digits(6);
    let id = random::uuid();
    let body = body(&code);
    let tenant = tenant.map(|tenant| tenant.id);
    let new = NewCode { id, phone, tenant, purpose, hash: digest(id, &code), expires_at: now + LIFE, now };
    let mut tx = control.begin().await?;
    // Two requests at once must not both pass the limits.
    db::lock_phone(&mut tx, phone).await?;
    check_limits(&db::sent(&mut tx, phone, now).await?, now)?;
    db::insert_code(&mut tx, &new, &body).await?;
    tx.commit().await
}

/// Compares with the newest code of this phone, company and purpose, and counts the try. Answers the code, for [`spend`].
///
/// # Errors
/// `identity.code_wrong` on the field `code`: wrong, expired, used, tried too often or never sent.
pub(super) async fn check_code(
    control: &Control,
    tenant: Option<TenantId>,
    phone: &Phone,
    purpose: Purpose,
    code: &str,
) -> Result<Uuid> {
    let now = control.clock().now();
    let (id, hash) = db::try_code(control, tenant, phone, purpose, now).await?.ok_or_else(wrong)?;
    if same(&hash, &digest(id, code.trim())) { Ok(id) } else { Err(wrong()) }
}

/// Uses up the newest code of this phone, company and purpose.
///
/// # Errors
/// As [`check_code`].
pub(super) async fn take_code(
    control: &Control,
    tenant: Option<TenantId>,
    phone: &Phone,
    purpose: Purpose,
    code: &str,
) -> Result<()> {
    let code = check_code(control, tenant, phone, purpose, code).await?;
    if db::use_code(control.pool(), code, control.clock().now()).await? { Ok(()) } else { Err(wrong()) }
}

/// Uses up a code that was right, together with whatever else the transaction does.
///
/// # Errors
/// `identity.code_wrong` on the field `code` when somebody else just used it.
pub(super) async fn spend(tx: &mut ControlTx, code: Uuid, now: Timestamp) -> Result<()> {
    if db::use_code(tx.conn(), code, now).await? { Ok(()) } else { Err(wrong()) }
}

fn wrong() -> Error {
    Error::field("code", CODE_WRONG)
}

fn check_limits(sent: &Sent, now: Timestamp) -> Result<()> {
    if let Some(wait) = sent.last.map(|last| last + COOLDOWN).filter(|again| *again > now) {
        let seconds = (wait.as_millisecond() - now.as_millisecond() + 999) / 1_000;
        return Err(Error::new(CODE_TOO_SOON).with("seconds", seconds));
    }
    if sent.in_window >= WINDOW_MOST || sent.in_day >= DAY_MOST {
        return Err(Error::new(CODE_TOO_MANY));
    }
    Ok(())
}

/// The id is the salt: equal codes have different hashes.
fn digest(id: Uuid, code: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(id.as_bytes());
    hash.update(code.as_bytes());
    hash.finalize().to_vec()
}

/// Compares without telling by its time how much is equal.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(seconds_ago: i64, in_window: i64, in_day: i64) -> Option<&'static str> {
        let now = Timestamp::from_second(1_000_000).expect("a time");
        let sent = Sent { last: Some(now - SignedDuration::from_secs(seconds_ago)), in_window, in_day };
        check_limits(&sent, now).err().map(|error| error.code().name())
    }

    #[test]
    fn a_phone_gets_a_code_a_minute_three_in_ten_minutes_and_ten_a_day() {
        assert_eq!(answer(59, 1, 1), Some("identity.code_too_soon"));
        assert_eq!(answer(60, 2, 9), None);
        assert_eq!(answer(61, 3, 3), Some("identity.code_too_many"));
        assert_eq!(answer(3_600, 0, 10), Some("identity.code_too_many"));
    }

    #[test]
    fn the_wait_is_told_in_whole_seconds() {
        let now = Timestamp::from_millisecond(1_000_000_500).expect("a time");
        let sent = Sent { last: Timestamp::from_millisecond(999_960_000).ok(), in_window: 1, in_day: 1 };
        let error = check_limits(&sent, now).expect_err("too soon");
        assert_eq!(error.args(), [("seconds", "20".to_owned())]);
    }

    #[test]
    fn equal_codes_have_different_hashes_and_only_the_right_one_matches() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_ne!(digest(one, "123456"), digest(other, "123456"));
        assert!(same(&digest(one, "123456"), &digest(one, "123456")));
        assert!(!same(&digest(one, "123456"), &digest(one, "123457")) && !same(b"a", b"ab"));
    }
}
