//! The only home of randomness.

use uuid::Uuid;

/// Fills `N` bytes from the operating system.
///
/// # Panics
/// When the operating system has no randomness; nothing safe can be done without it.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the home of randomness")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    getrandom::fill(&mut out).expect("the operating system gives randomness");
    out
}

/// A time-ordered UUID (version 7).
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the home of ids")]
pub fn uuid() -> Uuid {
    Uuid::now_v7()
}

/// A decimal code of `digits` digits, leading zeros kept, without modulo bias worth naming (2^64 / 10^9).
#[must_use]
pub fn digits(digits: usize) -> String {
    let number = u64::from_be_bytes(bytes::<8>()) % 10_u64.pow(u32::try_from(digits.min(9)).unwrap_or(9));
    format!("{number:0digits$}")
}

/// A 256-bit token in lower-case hexadecimal.
#[must_use]
pub fn token() -> String {
    bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect()
}
