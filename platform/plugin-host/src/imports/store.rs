//! `store`: the plugin's own documents. Permission `data:own`; the budget of the hook; 64 kB a document.
//!
//! Invariant: text reaches PostgreSQL only when it can hold it (no NUL), so that no guest can abort the transaction with an argument.

use crate::bindings::tx::lares::plugin::store::{Doc, Host, Key, Page, Query};
use crate::bindings::tx::lares::plugin::types::HostError;
use crate::call::{Call, Purpose, out_of_bytes};
use crate::db::{self, Addition, Shelf};
use crate::document::{self, Body};
use crate::keys::{self, Cursor};
use crate::permission::Permission;
use crate::refusal::{Answer, Refusal};
use lares_extension::{Collection, Manifest};
use std::sync::Arc;

const MOST_PER_PAGE: u32 = 100;

impl Host for Call {
    async fn get(&mut self, collection: String, id: String, for_update: bool) -> Answer<Option<Doc>> {
        let manifest = self.enter(&collection)?;
        let shelf = shelf(&manifest, &collection);
        document::check_id(&id)?;
        // A preview keeps nothing, so it need not keep others waiting either.
        let locks = for_update && !self.asked.dry_run;
        self.depart(if locks { Purpose::Lock } else { Purpose::Read }).await?;
        let most = self.bytes_left();
        let doc =
            if locks { db::lock(&mut self.ctx, shelf, &id, most).await } else { db::get(&mut self.ctx, shelf, &id, most).await };
        let doc = self.arrive(doc).await?;
        let doc = doc.map(told).transpose()?;
        self.take(1, doc.as_ref().map_or(0, |doc| doc.json.len()))?;
        Ok(doc)
    }

    async fn insert(&mut self, collection: String, id: Option<String>, json: String) -> Answer<Doc> {
        let manifest = self.enter(&collection)?;
        let shelf = shelf(&manifest, &collection);
        let id = id.unwrap_or_else(|| self.draws.id());
        document::check_id(&id)?;
        let body = Body::parse(&json, declared(&manifest, &collection)?)?;
        self.depart(Purpose::Write).await?;
        let inserted = create(self, shelf, &id, &body).await;
        if !self.arrive(inserted).await? {
            return Err(Refusal::Told(HostError::Conflict));
        }
        Ok(Doc { id, version: 1, json })
    }

    async fn replace(&mut self, collection: String, id: String, if_version: u64, json: String) -> Answer<Doc> {
        let manifest = self.enter(&collection)?;
        let shelf = shelf(&manifest, &collection);
        document::check_id(&id)?;
        let body = Body::parse(&json, declared(&manifest, &collection)?)?;
        self.depart(Purpose::Write).await?;
        let replaced = overwrite(self, shelf, &id, if_version, &body).await;
        match self.arrive(replaced).await? {
            Overwritten::Now(version) => Ok(Doc { id, version: version.cast_unsigned(), json }),
            Overwritten::Stale => Err(Refusal::Told(HostError::Conflict)),
            Overwritten::Gone => Err(Refusal::Told(HostError::NotFound)),
        }
    }

    async fn delete(&mut self, collection: String, id: String) -> Answer<bool> {
        let manifest = self.enter(&collection)?;
        document::check_id(&id)?;
        self.depart(Purpose::Write).await?;
        let deleted = db::delete(&mut self.ctx, shelf(&manifest, &collection), &id).await;
        self.arrive(deleted).await
    }

    async fn find(&mut self, collection: String, query: Query) -> Answer<Page> {
        let manifest = self.enter(&collection)?;
        if !(1..=MOST_PER_PAGE).contains(&query.limit) {
            return Err(Refusal::invalid("limit: 1 to 100"));
        }
        let mut page = page(declared(&manifest, &collection)?, &query)?;
        if self.rows_left() == 0 {
            return Err(self.exhaust("rows"));
        }
        let limit = query.limit.min(self.rows_left()) as usize;
        // One more than asked for tells whether there is another page.
        page.limit = limit as i64 + 1;
        page.bytes = self.bytes_left();
        self.depart(Purpose::Read).await?;
        let shelf = shelf(&manifest, &collection);
        let entries = if query.descending {
            db::descending(&mut self.ctx, shelf, &page).await
        } else {
            db::ascending(&mut self.ctx, shelf, &page).await
        };
        let mut entries = self.arrive(entries).await?;
        let more = entries.len() > limit;
        entries.truncate(limit);
        let last = entries.last().filter(|_| more);
        let cursor = last.map(|last| Cursor { key: last.key.clone(), doc: last.id.clone() }.encode());
        let docs = entries.into_iter().map(found).collect::<Answer<Vec<_>>>()?;
        self.take(docs.len(), docs.iter().map(|doc| doc.json.len()).sum())?;
        Ok(Page { docs, cursor })
    }

    async fn add(&mut self, collection: String, id: String, field: String, by: i64, min: i64, max: i64) -> Answer<i64> {
        let manifest = self.enter(&collection)?;
        let declared = declared(&manifest, &collection)?;
        document::check_id(&id)?;
        document::check_field(&field)?;
        self.depart(Purpose::Write).await?;
        let addition = Addition { field: &field, by, min, max };
        let added = increase(self, shelf(&manifest, &collection), &id, declared, &addition).await;
        match self.arrive(added).await? {
            Added::Now(value) => Ok(value),
            Added::OutOfBounds => Err(Refusal::Told(HostError::Conflict)),
            Added::NotANumber => Err(Refusal::invalid("field: not a whole number")),
        }
    }
}

impl Call {
    /// The checks every function of the store begins with.
    fn enter(&mut self, collection: &str) -> Answer<Arc<Manifest>> {
        self.allow(Permission::DataOwn)?;
        let manifest = Arc::clone(&self.manifest);
        declared(&manifest, collection)?;
        Ok(manifest)
    }
}

fn declared<'a>(manifest: &'a Manifest, collection: &str) -> Answer<&'a Collection> {
    let declared = manifest.collections.iter().find(|declared| declared.name == collection);
    declared.ok_or_else(|| Refusal::invalid("collection: not in the manifest"))
}

fn shelf<'a>(manifest: &'a Manifest, collection: &'a str) -> Shelf<'a> {
    Shelf { plugin: &manifest.id, collection }
}

fn told(doc: db::Doc) -> Answer<Doc> {
    Ok(Doc { id: doc.id, version: doc.version.cast_unsigned(), json: doc.json.ok_or_else(out_of_bytes)? })
}

fn found(entry: db::Entry) -> Answer<Doc> {
    Ok(Doc { id: entry.id, version: entry.version.cast_unsigned(), json: entry.json.ok_or_else(out_of_bytes)? })
}

/// The part of an index a query asks for.
fn page<'a>(collection: &'a Collection, query: &Query) -> Answer<db::Page<'a>> {
    let index = collection.indexes.iter().find(|index| index.name == query.index);
    let index = index.ok_or_else(|| Refusal::invalid("index: not in the manifest"))?;
    let bounded = query.at_least.is_some() || query.below.is_some();
    if query.equals.len() + usize::from(bounded) > index.fields.len() {
        return Err(Refusal::invalid("equals: more keys than the index has fields"));
    }
    let keys = query.equals.iter().chain(&query.at_least).chain(&query.below);
    if keys.into_iter().any(|key| matches!(key, Key::Text(text) if text.contains('\0'))) {
        return Err(Refusal::invalid("key: a NUL character"));
    }
    let range = keys::range(&query.equals, query.at_least.as_ref(), query.below.as_ref());
    let range = range.map_err(|keys::TooLong| Refusal::invalid("key: too long"))?;
    let after = match &query.cursor {
        Some(cursor) => Some(Cursor::decode(cursor).ok_or_else(|| Refusal::invalid("cursor"))?),
        None => None,
    };
    Ok(db::Page { index: &index.name, range, after, limit: 0, bytes: 0 })
}

async fn create(call: &mut Call, shelf: Shelf<'_>, id: &str, body: &Body) -> lares_kernel::Result<bool> {
    let inserted = db::insert(&mut call.ctx, shelf, id, &body.value).await?;
    if inserted {
        db::index(&mut call.ctx, shelf, id, &body.entries).await?;
    }
    Ok(inserted)
}

enum Overwritten {
    Now(i64),
    Stale,
    Gone,
}

async fn overwrite(call: &mut Call, shelf: Shelf<'_>, id: &str, version: u64, body: &Body) -> lares_kernel::Result<Overwritten> {
    let version = i64::try_from(version).unwrap_or(i64::MAX);
    let Some(version) = db::replace(&mut call.ctx, shelf, id, version, &body.value).await? else {
        let there = db::exists(&mut call.ctx, shelf, id).await?;
        return Ok(if there { Overwritten::Stale } else { Overwritten::Gone });
    };
    if body.indexed {
        db::unindex(&mut call.ctx, shelf, id).await?;
        db::index(&mut call.ctx, shelf, id, &body.entries).await?;
    }
    Ok(Overwritten::Now(version))
}

enum Added {
    Now(i64),
    OutOfBounds,
    NotANumber,
}

async fn increase(
    call: &mut Call,
    shelf: Shelf<'_>,
    id: &str,
    collection: &Collection,
    addition: &Addition<'_>,
) -> lares_kernel::Result<Added> {
    let mut added = db::add(&mut call.ctx, shelf, id, addition).await?;
    if added.is_none() {
        if let Some(value) = db::field(&mut call.ctx, shelf, id, addition.field).await? {
            let fits = value.is_none_or(|value| value.is_i64());
            return Ok(if fits { Added::OutOfBounds } else { Added::NotANumber });
        }
        if !(addition.min..=addition.max).contains(&addition.by) {
            return Ok(Added::OutOfBounds);
        }
        let body = Body::of_counter(addition.field, addition.by, collection);
        if create(call, shelf, id, &body).await? {
            return Ok(Added::Now(addition.by));
        }
        // Somebody created it meanwhile.
        added = db::add(&mut call.ctx, shelf, id, addition).await?;
    }
    let Some(body) = added else { return Ok(Added::OutOfBounds) };
    if document::is_indexed(collection, addition.field) {
        let entries = document::entries(collection, &body).unwrap_or_default();
        db::unindex(&mut call.ctx, shelf, id).await?;
        db::index(&mut call.ctx, shelf, id, &entries).await?;
    }
    Ok(body.get(addition.field).and_then(serde_json::Value::as_i64).map_or(Added::NotANumber, Added::Now))
}
