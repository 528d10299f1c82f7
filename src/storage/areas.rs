//! Areas: the tree of units, and the lists of communes.

use sea_orm::sea_query::{LikeExpr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use super::cells::{is_text, plain, rows_of, term};
use super::entity::area;
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::within::Scope;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::place::area::{Area, AreaLevel, CommuneKind, Place};

/// Signs of a folded name: of 200 at the most, and folding makes up to three of one.
const LONGEST_NAME: usize = 600;

/// Which communes a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct CommuneQuery {
    /// The district or province that they lie in.
    pub inside: Option<AreaId>,
    /// What they are.
    pub kinds: Vec<CommuneKind>,
    /// A part of their name, in any case, with or without diacritics.
    pub name_contains: Option<String>,
    /// The day on which they exist.
    pub on: Option<Day>,
    /// Only these.
    pub among: Option<Vec<AreaId>>,
}

/// Adds units; parents may stand anywhere in the list.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::AreaCode`](super::fault::Unique::AreaCode).
pub async fn insert(db: &impl ConnectionTrait, areas: &[Area]) -> Result<(), StorageFault> {
    // A parent goes before its children, since each statement is checked when it ends.
    let mut areas: Vec<&Area> = areas.iter().collect();
    areas.sort_by_key(|area| area.place.level);
    insert_all::<area::Entity>(db, areas.into_iter().map(row).collect(), None).await?;
    Ok(())
}

/// Changes all of a unit but its id.
///
/// # Errors
/// As [`insert`].
pub async fn update(db: &impl ConnectionTrait, changed: &Area) -> Result<(), StorageFault> {
    row(changed)
        .into_active_model()
        .reset_all()
        .update(db)
        .await?;
    Ok(())
}

/// Many units, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[AreaId],
) -> Result<Vec<Area>, StorageFault> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(rows_of(1)) {
        let ids = chunk.iter().map(|id| id.0);
        let rows = area::Entity::find().filter(area::Column::Id.is_in(ids));
        found.extend(read_all(rows, db).await?);
    }
    Ok(found)
}

/// The units that bear these codes on a day.
///
/// # Errors
/// What the database answers.
pub async fn with_codes_on(
    db: &impl ConnectionTrait,
    codes: &[String],
    day: Day,
) -> Result<Vec<Area>, StorageFault> {
    let found = with_codes(db, codes).await?;
    Ok(found
        .into_iter()
        .filter(|area| area.exists_on(day))
        .collect())
}

/// Every unit that ever bore one of these codes.
///
/// # Errors
/// What the database answers.
pub async fn with_codes(
    db: &impl ConnectionTrait,
    codes: &[String],
) -> Result<Vec<Area>, StorageFault> {
    let mut found = Vec::with_capacity(codes.len());
    for chunk in codes.chunks(rows_of(1)) {
        let codes = chunk.iter().filter(|code| is_text(code)).cloned();
        let rows = area::Entity::find().filter(area::Column::Code.is_in(codes));
        found.extend(read_all(rows, db).await?);
    }
    Ok(found)
}

/// The units of a level on a day, or of all days, by code.
///
/// # Errors
/// What the database answers.
pub async fn of_level(
    db: &impl ConnectionTrait,
    level: AreaLevel,
    on: Option<Day>,
) -> Result<Vec<Area>, StorageFault> {
    let mut rows = area::Entity::find().filter(area::Column::Level.eq(level.as_str()));
    if let Some(day) = on {
        rows = rows.filter(existing_on(day));
    }
    read_all(rows.order_by_asc(area::Column::Code), db).await
}

/// Every unit, by level and code.
///
/// # Errors
/// What the database answers.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Area>, StorageFault> {
    let mut areas = read_all(area::Entity::find(), db).await?;
    areas.sort_by(|a, b| (a.place.level, &a.code).cmp(&(b.place.level, &b.code)));
    Ok(areas)
}

/// The units of a level that lie in any of these, by code; on a day, where one is given.
///
/// # Errors
/// What the database answers.
pub async fn inside(
    db: &impl ConnectionTrait,
    containing: &[AreaId],
    level: AreaLevel,
    on: Option<Day>,
) -> Result<Vec<Area>, StorageFault> {
    let mut found = Vec::new();
    for chunk in containing.chunks(rows_of(4)) {
        let mut rows = area::Entity::find()
            .filter(area::Column::Level.eq(level.as_str()))
            .filter(Scope::Areas(chunk.to_vec()).areas());
        if let Some(day) = on {
            rows = rows.filter(existing_on(day));
        }
        found.extend(read_all(rows, db).await?);
    }
    found.sort_by(|a, b| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    Ok(found)
}

/// A page of communes, by code.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn communes(
    db: &impl ConnectionTrait,
    query: &CommuneQuery,
    request: &PageRequest,
) -> Result<Page<Area>, StorageFault> {
    let key = Key::ascending()
        .then((area::Entity, area::Column::Code), Kind::Text)
        .then((area::Entity, area::Column::Id), Kind::Uuid);
    let found = key.window(select(query), request)?.all(db).await?;
    let rows = found
        .into_iter()
        .map(|row| {
            Ok((
                Cursor(vec![row.code.clone(), row.id.to_string()]),
                read(row)?,
            ))
        })
        .collect::<Result<Vec<_>, StorageFault>>()?;
    Ok(page(request, rows))
}

/// How many communes there are.
///
/// # Errors
/// What the database answers.
pub async fn count_communes(
    db: &impl ConnectionTrait,
    query: &CommuneQuery,
) -> Result<u64, StorageFault> {
    Ok(select(query).count(db).await?)
}

fn select(query: &CommuneQuery) -> Select<area::Entity> {
    let CommuneQuery {
        inside,
        kinds,
        name_contains,
        on,
        among,
    } = query;
    let mut rows = area::Entity::find().filter(area::Column::Level.eq(AreaLevel::Commune.as_str()));
    if let Some(area) = inside {
        rows = rows.filter(Scope::Areas(vec![*area]).areas());
    }
    if !kinds.is_empty() {
        rows = rows.filter(area::Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str())));
    }
    if let Some(part) = name_contains {
        rows = rows.filter(named(part));
    }
    if let Some(day) = on {
        rows = rows.filter(existing_on(*day));
    }
    if let Some(ids) = among {
        rows = rows.filter(area::Column::Id.is_in(ids.iter().map(|id| id.0)));
    }
    rows
}

fn existing_on(day: Day) -> Condition {
    let from = area::Column::ValidFrom;
    let until = area::Column::ValidUntil;
    Condition::all()
        .add(Condition::any().add(from.is_null()).add(from.lte(day)))
        .add(Condition::any().add(until.is_null()).add(until.gte(day)))
}

/// The rows of `area` whose name holds a part, in any case, with or without diacritics.
pub(super) fn named(part: &str) -> SimpleExpr {
    match containing(part) {
        Some(pattern) => area::Column::FoldedName.like(pattern),
        None => area::Column::Id.is_null(),
    }
}

/// A pattern that finds a part of a folded name, whatever signs stand in it.
///
/// `None` where no name can hold the part: databases are not asked for what they can't take.
fn containing(part: &str) -> Option<LikeExpr> {
    let part = plain(part);
    if !is_text(&part) || part.chars().count() > LONGEST_NAME {
        return None;
    }
    let mut pattern = String::from("%");
    for sign in part.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    Some(LikeExpr::new(pattern).escape('\\'))
}

async fn read_all(
    rows: Select<area::Entity>,
    db: &impl ConnectionTrait,
) -> Result<Vec<Area>, StorageFault> {
    rows.all(db).await?.into_iter().map(read).collect()
}

/// The place of a unit's row.
pub(crate) fn place(row: &area::Model) -> Result<Place, StorageFault> {
    place_of(
        row.id,
        &row.level,
        [row.commune_id, row.district_id, row.province_id],
    )
}

/// The place of a unit, and of what contains it: commune, district, province.
pub(crate) fn place_of(
    id: Uuid,
    level: &str,
    [commune, district, province]: [Option<Uuid>; 3],
) -> Result<Place, StorageFault> {
    Ok(Place {
        area: AreaId(id),
        level: term("area.level", level)?,
        commune: commune.map(AreaId),
        district: district.map(AreaId),
        province: province.map(AreaId),
    })
}

fn read(row: area::Model) -> Result<Area, StorageFault> {
    let place = place(&row)?;
    let area::Model {
        id: _,
        code,
        name,
        folded_name: _,
        level: _,
        kind,
        parent_id,
        province_id: _,
        district_id: _,
        commune_id: _,
        households,
        valid_from,
        valid_until,
    } = row;
    Ok(Area {
        place,
        code,
        name,
        kind: kind.map(|kind| term("area.kind", &kind)).transpose()?,
        parent: parent_id.map(AreaId),
        households,
        valid_from,
        valid_until,
    })
}

fn row(area: &Area) -> area::Model {
    let Area {
        place,
        code,
        name,
        kind,
        parent,
        households,
        valid_from,
        valid_until,
    } = area;
    let Place {
        area,
        level,
        commune,
        district,
        province,
    } = place;
    let id = |id: &Option<AreaId>| -> Option<Uuid> { id.map(|id| id.0) };
    area::Model {
        id: area.0,
        code: code.clone(),
        name: name.clone(),
        folded_name: plain(name),
        level: level.as_str().to_owned(),
        kind: kind.map(|kind| kind.as_str().to_owned()),
        parent_id: id(parent),
        province_id: id(province),
        district_id: id(district),
        commune_id: id(commune),
        households: *households,
        valid_from: *valid_from,
        valid_until: *valid_until,
    }
}
