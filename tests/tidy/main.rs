//! The rules of the house that no compiler knows (style.md, design.md), read from the sources. Exception lists only shrink.

mod documents;
mod authorize;
mod language;
mod modules;
mod names;
mod packages;
mod pages;
mod shape;
mod source;
mod tree;

/// Fails with every place where a rule is broken.
fn none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}
