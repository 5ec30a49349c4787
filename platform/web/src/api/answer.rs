//! The few shapes an answer to a program has.

use crate::error::Served;
use axum::Json;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lares_kernel::{Ctx, Page};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// One page of a list, with how much there is in all.
#[derive(Serialize, ToSchema)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    /// From 1.
    pub page: u32,
    pub size: u32,
    pub total: i64,
}

impl<T> Listed<T> {
    pub fn of<U: Into<T>>(page: Page<U>) -> Self {
        Self { page: page.number, size: page.size, total: page.total, rows: page.rows.into_iter().map(Into::into).collect() }
    }
}

/// The id of what was made.
#[derive(Serialize, ToSchema)]
pub struct Made {
    pub id: Uuid,
}

/// An amount in minor units (fen, cents).
#[derive(Serialize, ToSchema)]
pub struct Money {
    pub minor: i64,
    /// ISO 4217.
    #[schema(example = "CNY")]
    pub currency: &'static str,
}

impl From<lares_kernel::Money> for Money {
    fn from(money: lares_kernel::Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code() }
    }
}

/// A point in integer micro-degrees (WGS 84).
#[derive(Clone, Copy, Serialize, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    #[schema(minimum = -90_000_000, maximum = 90_000_000)]
    pub lat_e6: i32,
    #[schema(minimum = -180_000_000, maximum = 180_000_000)]
    pub lng_e6: i32,
}

impl From<lares_kernel::Place> for Place {
    fn from(place: lares_kernel::Place) -> Self {
        Self { lat_e6: place.lat_e6, lng_e6: place.lng_e6 }
    }
}

impl Place {
    /// # Errors
    /// `place.invalid` on the field `place`.
    pub fn checked(self) -> lares_kernel::Result<lares_kernel::Place> {
        lares_kernel::Place::new(self.lat_e6, self.lng_e6)
            .map_err(|_| lares_kernel::Error::field("place", lares_kernel::place::INVALID))
    }
}

/// RFC 9457 problem details: what every answer that is not a success carries.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// An address that names the code.
    pub r#type: String,
    /// A sentence in the language of the request.
    pub title: String,
    pub status: u16,
    /// Stable; see the list of error codes.
    #[schema(example = "orders.not_possible_now")]
    pub code: String,
    pub fields: Vec<ProblemField>,
    /// As in the header `X-Request-Id`: what support can look up.
    pub request_id: String,
    /// What can be had instead, when the time was taken; else absent.
    pub alternatives: Option<Vec<Alternative>>,
}

/// A time that is free, and who comes then.
#[derive(Serialize, ToSchema)]
pub struct Alternative {
    pub starts_at: jiff::Timestamp,
    pub worker: Uuid,
}

/// One wrong field.
#[derive(Serialize, ToSchema)]
pub struct ProblemField {
    pub field: String,
    pub code: String,
    /// A sentence in the language of the request.
    pub detail: String,
}

/// Ends the transaction and answers 200.
///
/// # Errors
/// What the database refuses at commit.
pub async fn show<T: Serialize>(ctx: Ctx, value: T) -> Served {
    ctx.commit().await?;
    Ok(Json(value).into_response())
}

/// Makes everything real and answers 201 with the new id.
///
/// # Errors
/// What the database refuses at commit.
pub async fn made(ctx: Ctx, id: Uuid) -> Served {
    ctx.commit().await?;
    Ok((StatusCode::CREATED, Json(Made { id })).into_response())
}

/// Makes everything real and answers 204.
///
/// # Errors
/// What the database refuses at commit.
pub async fn done(ctx: Ctx) -> Served {
    ctx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
