//! Text messages, handed to a program of the operator's: whatever a provider wants is for that program to know.
//!
//! The program gets one message as a JSON object on standard input, `{"phone":"+8613…","body":"…"}`, and ends with 0 when the
//! provider took it. Adapters that speak a provider's own protocol join here.

use lares_kernel::{Code, Error, Kind, Result};
use serde::Serialize;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

pub const UNREACHABLE: Code = Code::new("sms.unreachable", Kind::Unavailable);

/// Longer than a provider takes that is well.
const PATIENCE: Duration = Duration::from_secs(20);

/// One message to one phone.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Text<'a> {
    /// E.164.
    pub phone: &'a str,
    pub body: &'a str,
}

/// Sends by running a program, once per message.
#[derive(Clone, Debug)]
pub struct Program(PathBuf);

impl Program {
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Hands the message over. Nothing of it is in the program's arguments, which every account of the machine can see.
    ///
    /// # Errors
    /// `sms.unreachable` when the program cannot run, takes too long or does not end with 0.
    pub async fn send(&self, text: &Text<'_>) -> Result<()> {
        let message = serde_json::to_vec(text)?;
        match tokio::time::timeout(PATIENCE, self.run(&message)).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Error::new(UNREACHABLE)),
            Ok(Err(error)) => {
                tracing::warn!("the program for text messages does not run: {error}");
                Err(Error::new(UNREACHABLE))
            }
            Err(_) => {
                tracing::warn!("the program for text messages took too long");
                Err(Error::new(UNREACHABLE))
            }
        }
    }

    /// Its output is its own log: it may name numbers, so it is not ours.
    async fn run(&self, message: &[u8]) -> std::io::Result<bool> {
        let mut command = Command::new(&self.0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(message).await?;
        }
        Ok(child.wait().await?.success())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program that keeps what it got beside itself and ends as told.
    fn program(name: &str, code: i32) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("lares-sms-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("send");
        std::fs::write(&path, format!("#!/bin/sh\ncat > \"$0.got\"\nexit {code}\n")).expect("written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("may run");
        path
    }

    const TEXT: Text<'_> = Text { phone: "+8613900000000", body: "验证码 \"482913\"" };

    #[tokio::test]
    async fn the_program_gets_the_message_as_json() {
        let path = program("takes", 0);
        Program::new(path.clone()).send(&TEXT).await.expect("taken");
        let got = std::fs::read_to_string(path.with_extension("got")).expect("it got something");
        let got: serde_json::Value = serde_json::from_str(&got).expect("JSON");
        assert_eq!(got, serde_json::json!({ "phone": TEXT.phone, "body": TEXT.body }));
        std::fs::remove_dir_all(path.parent().expect("a folder")).expect("gone");
    }

    #[tokio::test]
    async fn a_program_that_fails_or_is_not_there_is_a_provider_that_does_not_answer() {
        let path = program("refuses", 1);
        for wrong in [path.clone(), path.with_extension("missing")] {
            let error = Program::new(wrong).send(&TEXT).await.expect_err("not taken");
            assert_eq!(error.code(), UNREACHABLE);
        }
        std::fs::remove_dir_all(path.parent().expect("a folder")).expect("gone");
    }
}
