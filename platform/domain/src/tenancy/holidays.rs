//! Public holidays and 调休 workdays of the company's calendar.

use super::{db, named};
use jiff::civil::Date;
use lares_kernel::signals::Topic;
use lares_kernel::{Ctx, Permission, Result};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// A day off.
    Holiday,
    /// A weekend day that is worked (调休).
    Workday,
}

impl HolidayKind {
    pub const ALL: [Self; 2] = [Self::Holiday, Self::Workday];

    /// As the database and forms spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Workday => "workday",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Holiday {
    pub on_date: Date,
    pub kind: HolidayKind,
    pub name: String,
}

/// The special days of `first..=last`, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn list(ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<Holiday>> {
    db::holidays(ctx, first, last).await
}

/// Adds the day or changes what it is.
///
/// # Errors
/// `forbidden`; on the field `name`.
pub async fn save(ctx: &mut Ctx, holiday: Holiday) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    let holiday = Holiday { name: named("name", &holiday.name, 40)?, ..holiday };
    db::save_holiday(ctx, &holiday).await?;
    tell(ctx, holiday.on_date).await
}

/// The day follows its weekday again.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn remove(ctx: &mut Ctx, on_date: Date) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    db::delete_holiday(ctx, on_date).await?;
    tell(ctx, on_date).await
}

async fn tell(ctx: &mut Ctx, on_date: Date) -> Result<()> {
    let company = ctx.tenant_id();
    ctx.announce("tenant.holiday_saved", company, serde_json::json!({ "on_date": on_date })).await?;
    ctx.nudge(Topic::Roster, on_date.to_string()).await
}
