//! A mail server on this machine that takes every letter and keeps it.

use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter as it went over the wire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    pub to: String,
    /// Header and body, undecoded.
    pub source: String,
}

pub struct Mailbox {
    port: u16,
    letters: Arc<Mutex<Vec<Letter>>>,
    server: tokio::task::JoinHandle<()>,
}

impl Mailbox {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&letters);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                // A client that hangs up in the middle is not our trouble.
                tokio::spawn(async move { drop(converse(stream, &kept).await) });
            }
        });
        Self { port, letters, server }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// As much of RFC 5321 as a sender needs.
async fn converse(mut stream: TcpStream, kept: &Mutex<Vec<Letter>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 lares.test\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" | "HELO" => b"250 lares.test\r\n",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                writer.write_all(b"354 go\r\n").await?;
                let mut source = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    source.push_str(line.strip_prefix('.').unwrap_or(&line));
                    source.push('\n');
                }
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(Letter { to: to.clone(), source });
                b"250 kept\r\n"
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _other => b"250 ok\r\n",
        };
        writer.write_all(answer).await?;
    }
    Ok(())
}
