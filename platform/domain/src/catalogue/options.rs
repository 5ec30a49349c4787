//! What can be added to a service.

use super::edit::HIGHEST_MINOR;
use super::faults::Faults;
use super::{LIST_LENGTH, db};
use lares_kernel::{Ctx, OptionId, Permission, Result, ServiceId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// One option as the editor holds it. Its place in the list is its place on the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OptionForm {
    /// None = a new one.
    pub id: Option<OptionId>,
    pub name: String,
    pub price_minor: i64,
    pub minutes: i32,
    pub max_quantity: i32,
}

/// Makes these the service's options: known ones change, new ones come, absent ones are withdrawn.
///
/// # Errors
/// `invalid` with the wrong fields (`options.0.name`, …), `not_found` for an unknown service or option.
pub async fn replace_options(ctx: &mut Ctx, service: ServiceId, options: &[OptionForm]) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    let options = cleaned(options)?;
    db::writing::lock(ctx, service).await?;
    db::writing::withdraw_options(ctx, service).await?;
    for (position, option) in (0_i32..).zip(&options) {
        match option.id {
            Some(id) => db::writing::update_option(ctx, (service, id), option, position).await?,
            None => db::writing::insert_option(ctx, service, option, position).await?,
        }
    }
    ctx.announce("service.changed", service.uuid(), json!({ "options": options.len() })).await
}

fn cleaned(options: &[OptionForm]) -> Result<Vec<OptionForm>> {
    let mut faults = Faults::default();
    if options.len() > 30 {
        faults.add("options", LIST_LENGTH);
    }
    let clean = |(index, option): (usize, &OptionForm)| {
        let field = |name: &str| format!("options.{index}.{name}");
        faults.number(&field("price_minor"), option.price_minor, &(0..=HIGHEST_MINOR));
        faults.number(&field("minutes"), option.minutes, &(0..=720));
        faults.number(&field("max_quantity"), option.max_quantity, &(1..=99));
        OptionForm { name: faults.text(&field("name"), &option.name, 1..=40), ..option.clone() }
    };
    let options = options.iter().enumerate().map(clean).collect();
    faults.done()?;
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_option_is_named_by_its_place() {
        let good = OptionForm { id: None, name: "擦窗".into(), price_minor: 3_000, minutes: 30, max_quantity: 2 };
        let wrong = OptionForm { max_quantity: 0, ..good.clone() };
        let error = cleaned(&[good, wrong]).expect_err("a quantity of none");
        assert_eq!(error.fields()[0].name, "options.1.max_quantity");
    }
}
