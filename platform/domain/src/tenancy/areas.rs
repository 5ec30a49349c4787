//! Where the company works (服务区域): named circles.

use super::{AREA_NAME_TAKEN, OUT_OF_RANGE, TOO_MANY_AREAS, db, named};
use lares_kernel::signals::Topic;
use lares_kernel::{AreaId, Ctx, Error, Permission, Place, Result};
use serde::Serialize;

const MOST: usize = 200;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Area {
    pub id: AreaId,
    pub name: String,
    pub place: Place,
    pub radius_m: i32,
}

/// An area as the form gives it.
#[derive(Clone, Debug)]
pub struct Circle {
    pub name: String,
    pub place: Place,
    pub radius_m: i32,
}

/// The area a place lies in, and how far from its middle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Near {
    pub id: AreaId,
    pub name: String,
    pub metres: i64,
}

/// All areas by name; customers see them too.
///
/// # Errors
/// When the database does not answer.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Area>> {
    db::areas(ctx).await
}

/// The area the place lies in; of several the one whose middle is nearest. None = the company does not go there.
///
/// # Errors
/// When the database does not answer.
pub async fn nearest(ctx: &mut Ctx, place: Place) -> Result<Option<Near>> {
    Ok(inside(&db::areas(ctx).await?, place))
}

fn inside(areas: &[Area], place: Place) -> Option<Near> {
    areas
        .iter()
        .map(|area| (area, area.place.meters_to(place)))
        .filter(|(area, metres)| *metres <= i64::from(area.radius_m))
        .min_by_key(|(_, metres)| *metres)
        .map(|(area, metres)| Near { id: area.id, name: area.name.clone(), metres })
}

/// # Errors
/// `forbidden`; on the fields `name`, `radius_m`; `tenancy.area_name_taken`, `tenancy.too_many_areas`.
pub async fn add(ctx: &mut Ctx, circle: Circle) -> Result<AreaId> {
    ctx.authorize(Permission::SettingsWrite)?;
    let circle = checked(&circle)?;
    if db::areas(ctx).await?.len() >= MOST {
        return Err(Error::new(TOO_MANY_AREAS).with("most", MOST));
    }
    let area = AreaId::new();
    db::insert_area(ctx, area, &circle).await.map_err(|error| error.on_constraint("areas_name_key", AREA_NAME_TAKEN))?;
    tell(ctx, area).await?;
    Ok(area)
}

/// # Errors
/// As [`add`]; `not_found`.
pub async fn change(ctx: &mut Ctx, area: AreaId, circle: Circle) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    let circle = checked(&circle)?;
    db::update_area(ctx, area, &circle).await.map_err(|error| error.on_constraint("areas_name_key", AREA_NAME_TAKEN))?;
    tell(ctx, area).await
}

/// Addresses in it stay; new bookings there are refused.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn remove(ctx: &mut Ctx, area: AreaId) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    db::delete_area(ctx, area).await?;
    tell(ctx, area).await
}

async fn tell(ctx: &mut Ctx, area: AreaId) -> Result<()> {
    ctx.announce("tenant.area_saved", area.uuid(), serde_json::json!({})).await?;
    ctx.nudge(Topic::Roster, area.to_string()).await
}

fn checked(circle: &Circle) -> Result<Circle> {
    let name = named("name", &circle.name, 40)?;
    if !(100..=500_000).contains(&circle.radius_m) {
        return Err(Error::field("radius_m", OUT_OF_RANGE).with("least", 100).with("most", 500_000));
    }
    let place = Place::new(circle.place.lat_e6, circle.place.lng_e6)?;
    Ok(Circle { name, place, radius_m: circle.radius_m })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(name: &str, lat_e6: i32, radius_m: i32) -> Area {
        let place = Place { lat_e6, lng_e6: 121_000_000 };
        Area { id: AreaId::new(), name: name.into(), place, radius_m }
    }

    #[test]
    fn a_place_belongs_to_the_nearest_circle_around_it() {
        let areas = [area("wide", 31_000_000, 20_000), area("near", 31_050_000, 3_000)];
        let at = |lat_e6| inside(&areas, Place { lat_e6, lng_e6: 121_000_000 }).map(|near| near.name);
        assert_eq!(at(31_049_000).as_deref(), Some("near"));
        assert_eq!(at(31_010_000).as_deref(), Some("wide"));
        assert_eq!(at(31_300_000), None);
    }
}
