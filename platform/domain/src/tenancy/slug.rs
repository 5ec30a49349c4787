//! The company's address on the platform: `{slug}.APP_DOMAIN`.

use super::db;
use super::{SLUG_RESERVED, SLUG_SHAPE};
use lares_kernel::{Control, Error, Result};

/// Names the platform keeps: its own hosts, what mail and certificates expect, and what could pass for the platform.
const RESERVED: &[&str] = &[
    "account",
    "accounts",
    "admin",
    "administrator",
    "api",
    "app",
    "assets",
    "auth",
    "autoconfig",
    "autodiscover",
    "billing",
    "blog",
    "catcher",
    "cdn",
    "company",
    "console",
    "customer",
    "dashboard",
    "demo-admin",
    "dev",
    "developer",
    "developers",
    "docs",
    "download",
    "email",
    "error",
    "example",
    "files",
    "forum",
    "ftp",
    "help",
    "home",
    "host",
    "hostmaster",
    "images",
    "imap",
    "info",
    "internal",
    "invalid",
    "lares",
    "legal",
    "livez",
    "local",
    "localhost",
    "login",
    "logout",
    "mail",
    "market",
    "marketplace",
    "media",
    "metrics",
    "monitor",
    "news",
    "ns1",
    "ns2",
    "office",
    "official",
    "ops",
    "operator",
    "operators",
    "payment",
    "payments",
    "platform",
    "plugin",
    "plugins",
    "pop",
    "postmaster",
    "press",
    "preview",
    "privacy",
    "public",
    "readyz",
    "root",
    "sandbox",
    "sdk",
    "secure",
    "security",
    "service",
    "services",
    "shop",
    "sign-in",
    "sign-up",
    "signin",
    "signup",
    "sms",
    "smtp",
    "ssl",
    "staff",
    "staging",
    "static",
    "stats",
    "status",
    "store",
    "support",
    "system",
    "sysadmin",
    "team",
    "tenant",
    "tenants",
    "terms",
    "test",
    "verify",
    "webhook",
    "webhooks",
    "webmaster",
    "webmail",
    "wiki",
    "worker",
    "workers",
    "wpad",
    "www",
];

/// Lower-case letters, digits and single dashes inside, 3 to 32 of them, and not a name the platform keeps.
///
/// # Errors
/// `tenancy.slug_shape` or `tenancy.slug_reserved` on the field `slug`.
pub fn check_slug(slug: &str) -> Result<()> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = slug.as_bytes();
    let shaped = (3..=32).contains(&bytes.len())
        && bytes.iter().all(|&byte| plain(byte) || byte == b'-')
        && bytes.first().is_some_and(|&byte| plain(byte))
        && bytes.last().is_some_and(|&byte| plain(byte))
        // Two dashes mark encoded international names (`xn--`), which could be made to look like another company.
        && !slug.contains("--");
    if !shaped {
        return Err(Error::field("slug", SLUG_SHAPE));
    }
    if RESERVED.contains(&slug) { Err(Error::field("slug", SLUG_RESERVED)) } else { Ok(()) }
}

/// May a new company take this address? False when somebody has it.
///
/// # Errors
/// As [`check_slug`], so that the form can say what is wrong while it is typed.
pub async fn slug_available(control: &Control, slug: &str) -> Result<bool> {
    check_slug(slug)?;
    db::slug_free(control, slug).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(slug: &str) -> Option<&'static str> {
        check_slug(slug).err().map(|error| error.fields()[0].code.name())
    }

    #[test]
    fn addresses_are_short_plain_and_never_the_platforms_own() {
        for fine in ["abc", "jiejing", "a-1", "home24", &"a".repeat(32)] {
            assert_eq!(refusal(fine), None, "{fine}");
        }
        for wrong in ["", "ab", "-abc", "abc-", "Abc", "a_b", "a.b", "xn--abc", "家政公司", &"a".repeat(33)] {
            assert_eq!(refusal(wrong), Some("tenancy.slug_shape"), "{wrong}");
        }
        assert_eq!(refusal("operator"), Some("tenancy.slug_reserved"));
        assert_eq!(refusal("www"), Some("tenancy.slug_reserved"));
    }

    #[test]
    fn reserved_names_are_sorted_in_shape_and_listed_once() {
        assert!(RESERVED.iter().all(|name| name.len() >= 3 && !name.contains("--")));
        let mut names = RESERVED.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RESERVED.len());
    }
}
