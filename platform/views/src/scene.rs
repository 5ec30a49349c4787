//! What the filters and `t()` need to know while one page is rendered: language, zone, and the page's "now".
//!
//! Tera's components do not see the page's context, so this is a thread-local, set by a guard around each render.
//! Invariant: rendering is synchronous; the guard never lives across an await (it is not `Send`).

use std::cell::RefCell;
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Locale;

#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub locale: Locale,
    pub zone: TimeZone,
    pub now: Timestamp,
}

thread_local! {
    static SCENE: RefCell<Option<Scene>> = const { RefCell::new(None) };
}

/// Restores the previous scene when dropped, so that a panic in a render leaves nothing behind.
pub(crate) struct Guard {
    before: Option<Scene>,
    stays_on_this_thread: PhantomData<*const ()>,
}

pub(crate) fn enter(scene: Scene) -> Guard {
    Guard { before: SCENE.replace(Some(scene)), stays_on_this_thread: PhantomData }
}

impl Drop for Guard {
    fn drop(&mut self) {
        SCENE.replace(self.before.take());
    }
}

/// The scene of the render under way; outside of one, simplified Chinese in UTC at the epoch.
pub(crate) fn current() -> Scene {
    SCENE.with_borrow(Option::clone).unwrap_or(Scene {
        locale: Locale::default(),
        zone: TimeZone::UTC,
        now: Timestamp::UNIX_EPOCH,
    })
}
