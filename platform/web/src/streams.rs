//! How many server-sent streams one client holds open: by session, guests by address.
//!
//! Invariant: a stream that ends, however it ends, is counted no more.

use crate::guard::TOO_MANY;
use lares_kernel::{Error, Result, SessionId};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// More tabs than anybody looks at.
const MOST: usize = 20;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Listener {
    Session(SessionId),
    Guest(IpAddr),
}

#[derive(Clone, Default)]
pub struct Streams(Arc<Mutex<HashMap<Listener, usize>>>);

/// One open stream; dropped with it.
pub struct Open {
    streams: Streams,
    listener: Listener,
}

impl Streams {
    /// # Errors
    /// `too_many_requests`.
    pub fn open(&self, listener: Listener) -> Result<Open> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(listener).or_default();
        if *count >= MOST {
            return Err(Error::new(TOO_MANY));
        }
        *count += 1;
        Ok(Open { streams: self.clone(), listener })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.listener) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.listener);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_so_many_streams_and_gets_another_when_one_ends() {
        let (streams, listener) = (Streams::default(), Listener::Session(SessionId::new()));
        let mut open: Vec<Open> = (0..MOST).map(|_| streams.open(listener).expect("room")).collect();
        assert_eq!(streams.open(listener).err().map(|error| error.code()), Some(TOO_MANY));
        assert!(streams.open(Listener::Guest([127, 0, 0, 1].into())).is_ok(), "others have their own");
        open.pop();
        assert!(streams.open(listener).is_ok());
        open.clear();
        assert!(streams.0.lock().expect("whole").is_empty(), "nobody is remembered");
    }
}
