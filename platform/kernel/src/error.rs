//! One error for the whole business, free of transport. Codes are stable; their sentences live in the locales.

use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of answer an error is; connectors map it to their own status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The input is wrong: 422.
    Invalid,
    /// Nobody is signed in: 401.
    Unauthenticated,
    /// Signed in and visible, but not allowed: 403.
    Forbidden,
    /// Not there, or not for you to see: 404.
    NotFound,
    /// True a moment ago, not now: 409.
    Conflict,
    /// Too often: 429.
    TooMany,
    /// Too much: 413.
    TooLarge,
    /// A part we need does not answer; trying again later may help: 503.
    Unavailable,
    /// Our fault: 500.
    Internal,
}

/// A stable error code such as `orders.too_late_to_cancel`; the sentence is the locale key `error-` + code with `.` as `-`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    name: &'static str,
    kind: Kind,
}

impl Code {
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }

    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    #[must_use]
    pub const fn kind(self) -> Kind {
        self.kind
    }
}

pub const INTERNAL: Code = Code::new("internal", Kind::Internal);
pub const BUSY: Code = Code::new("busy", Kind::Unavailable);
pub const NOT_FOUND: Code = Code::new("not_found", Kind::NotFound);
pub const FORBIDDEN: Code = Code::new("forbidden", Kind::Forbidden);
pub const SIGN_IN: Code = Code::new("sign_in_first", Kind::Unauthenticated);
pub const INVALID: Code = Code::new("invalid", Kind::Invalid);
pub const CHANGED: Code = Code::new("changed_meanwhile", Kind::Conflict);

/// Codes every module may answer with; modules list their own beside them.
pub const CODES: &[Code] = &[
    INTERNAL,
    BUSY,
    NOT_FOUND,
    FORBIDDEN,
    SIGN_IN,
    INVALID,
    CHANGED,
    crate::money::OVERFLOW,
    crate::money::CURRENCY_MISMATCH,
    crate::phone::INVALID,
    crate::place::INVALID,
    crate::page::INVALID,
    crate::answers::REUSED,
    crate::answers::KEY,
];

/// One wrong field: its name as the form or JSON calls it, and the code of what is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    pub name: String,
    pub code: Code,
}

#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    code: Code,
    fields: Vec<Field>,
    args: Vec<(&'static str, String)>,
    more: Vec<(&'static str, serde_json::Value)>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self(Box::new(Inner { code, fields: Vec::new(), args: Vec::new(), more: Vec::new(), source: None }))
    }

    /// An error of one field.
    #[must_use]
    pub fn field(name: impl Into<String>, code: Code) -> Self {
        Self::new(INVALID).with_field(name, code)
    }

    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>, code: Code) -> Self {
        self.0.fields.push(Field { name: name.into(), code });
        self
    }

    /// A value the sentence shows, by its placeholder's name.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over numbers and amounts as they are")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.0.args.push((name, value.to_string()));
        self
    }

    /// Something a program can act on, as a member of the problem beside its code.
    #[must_use]
    pub fn attach(mut self, name: &'static str, value: serde_json::Value) -> Self {
        self.0.more.push((name, value));
        self
    }

    /// A failure of ours, kept for the log and never shown.
    #[must_use]
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let mut error = Self::new(INTERNAL);
        error.0.source = Some(source.into());
        error
    }

    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.code.kind()
    }

    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.0.fields
    }

    #[must_use]
    pub fn args(&self) -> &[(&'static str, String)] {
        &self.0.args
    }

    /// What was attached, by name.
    #[must_use]
    pub fn attached(&self) -> &[(&'static str, serde_json::Value)] {
        &self.0.more
    }

    /// Answers `code` instead when the database refused because of `constraint`.
    #[must_use]
    pub fn on_constraint(self, constraint: &str, code: Code) -> Self {
        if self.constraint() == Some(constraint) { Self::new(code) } else { self }
    }

    /// The name of the database constraint that refused, if that is what happened.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        let source = self.0.source.as_deref()?.downcast_ref::<sqlx::Error>()?;
        source.as_database_error()?.constraint()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.code.name())?;
        for field in &self.0.fields {
            write!(f, " {}={}", field.name, field.code.name())?;
        }
        match &self.0.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// `SQLSTATE`s of a race that is over: serialization failure, deadlock, lock not available, exclusion.
const RACES: [&str; 4] = ["40001", "40P01", "55P03", "23P01"];
/// Values the database cannot hold: a zero byte in text or JSON, a number or time out of range. Somebody sent them.
const UNFIT: [&str; 4] = ["22021", "22P05", "22003", "22008"];
/// Statement cancelled by its own time limit.
const CANCELED: &str = "57014";

impl From<sqlx::Error> for Error {
    fn from(source: sqlx::Error) -> Self {
        let state = source.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default();
        let code = match &source {
            sqlx::Error::RowNotFound => NOT_FOUND,
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => BUSY,
            _ if RACES.contains(&state.as_ref()) => CHANGED,
            _ if UNFIT.contains(&state.as_ref()) => INVALID,
            _ if state == CANCELED => BUSY,
            _ => INTERNAL,
        };
        let mut error = Self::new(code);
        error.0.source = Some(Box::new(source));
        error
    }
}

impl From<serde_json::Error> for Error {
    fn from(source: serde_json::Error) -> Self {
        Self::internal(source)
    }
}
