//! Passwords: what is accepted, how they are kept (Argon2id, 19 MiB, two passes, one lane: OWASP).
//!
//! No rules of composition and no rotation (NIST SP 800-63B-4, 3.1.1): length, and not one that everybody tries first.

use super::common::COMMON;
use super::{PASSWORD_COMMON, PASSWORD_LENGTH};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use lares_kernel::error::BUSY;
use lares_kernel::{Error, Result, random};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Hashes at the same time: bounds memory to 4 × 19 MiB, whoever knocks.
static TURNS: Semaphore = Semaphore::const_new(4);

/// The hash of a random password nobody kept, of the same cost as real ones.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$Zm9yLW5vYm9keS1hdC1hbGw$5ZbEoOmdrPgpSN1fhuCzqVqoBqMxzoK8SeaLoGbS2Ns";

/// 8 to 128 characters of any kind, and not a common one.
///
/// # Errors
/// `identity.password_length` or `identity.password_common` on the field `password`.
pub fn check_password(password: &str) -> Result<()> {
    if !(8..=128).contains(&password.chars().count()) {
        return Err(Error::field("password", PASSWORD_LENGTH));
    }
    let lower = password.to_lowercase();
    let first = lower.chars().next();
    if COMMON.contains(&lower.as_str()) || lower.chars().all(|next| Some(next) == first) {
        return Err(Error::field("password", PASSWORD_COMMON));
    }
    Ok(())
}

/// The text to keep.
pub(super) async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    let salt = random::bytes::<16>();
    turn(move || {
        let hashed = argon()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(Error::internal)?;
        Ok(hashed.to_string())
    })
    .await
}

/// Is it this password? Without a hash to compare it takes as long and says no.
pub(super) async fn matches(password: &str, hash: Option<String>) -> Result<bool> {
    // Longer ones are never accepted, and hashing megabytes would be a gift to whoever sends them.
    let password: String = password.chars().take(129).collect();
    turn(move || {
        let known = hash.is_some();
        let right = argon()?.verify_password(password.as_bytes(), hash.as_deref().unwrap_or(NOBODYS)).is_ok();
        Ok(known && right)
    })
    .await
}

fn argon() -> Result<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Runs `work` away from the async threads, when it is its turn.
async fn turn<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let permit = tokio::time::timeout(Duration::from_secs(5), TURNS.acquire()).await.map_err(|_| Error::new(BUSY))?;
    let _permit = permit.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(password: &str) -> Option<&'static str> {
        check_password(password).err().map(|error| error.fields()[0].code.name())
    }

    #[test]
    fn long_enough_and_not_common_is_enough() {
        assert_eq!(refusal("correct horse battery"), None);
        assert_eq!(refusal("家政公司的好密码"), None);
        assert_eq!(refusal("short12"), Some("identity.password_length"));
        assert_eq!(refusal(&"long ".repeat(26)), Some("identity.password_length"));
        assert_eq!(refusal("Password123"), Some("identity.password_common"));
        assert_eq!(refusal("zzzzzzzzzzzz"), Some("identity.password_common"));
    }

    #[test]
    fn common_ones_are_listed_as_they_are_compared() {
        for password in COMMON {
            assert!(password.len() >= 8 && password.to_lowercase() == **password, "{password}");
        }
    }

    #[tokio::test]
    async fn only_the_right_password_matches_and_nobodys_hash_is_of_the_same_cost() {
        let kept = hash("correct horse battery").await.expect("hashes");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && NOBODYS.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("correct horse battery", Some(kept.clone())).await.expect("compares"));
        assert!(!matches("correct horse batterz", Some(kept)).await.expect("compares"));
        assert!(!matches("correct horse battery", None).await.expect("compares"));
        assert!(argon2::password_hash::phc::PasswordHash::new(NOBODYS).is_ok(), "a hash that reads takes the time it should");
    }
}
