//! SQL of plugin documents and of what plugins may read.
//!
//! Invariant: the company comes from the context and the plugin from the host, never from a guest.

use crate::keys::{Cursor, Range};
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Result};
use serde_json::Value;
use uuid::Uuid;

/// Where a plugin's documents live.
#[derive(Clone, Copy)]
pub(crate) struct Shelf<'a> {
    pub plugin: &'a str,
    pub collection: &'a str,
}

pub(crate) struct Doc {
    pub id: String,
    pub version: i64,
    /// None when it is longer than asked for.
    pub json: Option<String>,
}

/// A document as an index has it.
pub(crate) struct Entry {
    pub key: Vec<u8>,
    pub id: String,
    pub version: i64,
    /// None when it and those before it are longer than asked for.
    pub json: Option<String>,
}

/// One entry per index a document is in.
pub(crate) type Entries = Vec<(String, Vec<u8>)>;

/// The document, of at most so many bytes.
pub(crate) async fn get(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, most: i64) -> Result<Option<Doc>> {
    let doc = sqlx::query_as!(
        Doc,
        r#"
        select id, version, case when octet_length(body::text) <= $5::bigint then body::text end as json
          from plugin_docs
         where tenant_id = $1
           and plugin_id = $2
           and collection = $3
           and id = $4"#,
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        most
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(doc)
}

/// Like [`get`], and nobody else writes it until the transaction ends.
pub(crate) async fn lock(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, most: i64) -> Result<Option<Doc>> {
    let doc = sqlx::query_as!(
        Doc,
        r#"
        select id, version, case when octet_length(body::text) <= $5::bigint then body::text end as json
          from plugin_docs
         where tenant_id = $1
           and plugin_id = $2
           and collection = $3
           and id = $4
           for update"#,
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        most
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(doc)
}

/// False when the id is taken.
pub(crate) async fn insert(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, body: &Value) -> Result<bool> {
    let done = sqlx::query!(
        "insert into plugin_docs (tenant_id, plugin_id, collection, id, version, body, created_at, updated_at)
         values ($1, $2, $3, $4, 1, $5, $6, $6)
         on conflict (tenant_id, plugin_id, collection, id) do nothing",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        body,
        ctx.now().to_sqlx() as _
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The new version; none when it has another one by now or is gone.
pub(crate) async fn replace(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, version: i64, body: &Value) -> Result<Option<i64>> {
    let version = sqlx::query_scalar!(
        "update plugin_docs
            set body = $6, version = version + 1, updated_at = $7
          where tenant_id = $1
            and plugin_id = $2
            and collection = $3
            and id = $4
            and version = $5
         returning version",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        version,
        body,
        ctx.now().to_sqlx() as _
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(version)
}

pub(crate) async fn exists(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select 1
           from plugin_docs
          where tenant_id = $1
            and plugin_id = $2
            and collection = $3
            and id = $4",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(found.is_some())
}

/// Takes its index entries with it.
pub(crate) async fn delete(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str) -> Result<bool> {
    let done = sqlx::query!(
        "delete from plugin_docs
          where tenant_id = $1
            and plugin_id = $2
            and collection = $3
            and id = $4",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Adds the entries of a document; those it has already stay.
pub(crate) async fn index(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, entries: &Entries) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let (names, keys): (Vec<_>, Vec<_>) = entries.iter().cloned().unzip();
    sqlx::query!(
        "insert into plugin_index (tenant_id, plugin_id, collection, index_name, key, doc_id)
         select $1, $2, $3, entry.name, entry.key, $4
           from unnest($5::text[], $6::bytea[]) as entry (name, key)
             on conflict do nothing",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        &names,
        &keys
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Removes every entry of a document.
pub(crate) async fn unindex(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str) -> Result<()> {
    sqlx::query!(
        "delete from plugin_index
          where tenant_id = $1
            and plugin_id = $2
            and collection = $3
            and doc_id = $4",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Which part of an index is read.
pub(crate) struct Page<'a> {
    pub index: &'a str,
    pub range: Range,
    /// The last entry of the page before.
    pub after: Option<Cursor>,
    pub limit: i64,
    /// The first documents of at most so many bytes together bring their content.
    pub bytes: i64,
}

pub(crate) async fn ascending(ctx: &mut Ctx, shelf: Shelf<'_>, page: &Page<'_>) -> Result<Vec<Entry>> {
    // No document has an empty id, so the start of the range is before its first entry.
    let (key, doc) = page.after.as_ref().map_or((&page.range.from, ""), |cursor| (&cursor.key, &cursor.doc));
    let entries = sqlx::query_as!(
        Entry,
        r#"
        with page as (
          select i.key, d.id, d.version, d.body::text as json
            from plugin_index i
            join plugin_docs d
              on d.tenant_id = i.tenant_id
             and d.plugin_id = i.plugin_id
             and d.collection = i.collection
             and d.id = i.doc_id
           where i.tenant_id = $1
             and i.plugin_id = $2
             and i.collection = $3
             and i.index_name = $4
             and i.key >= $5
             and i.key < $6
             and (i.key, i.doc_id) > ($7, $8)
           order by i.key, i.doc_id
           limit $9
        )
        select key as "key!", id as "id!", version as "version!",
               case when sum(octet_length(json)) over (order by key, id) <= $10::bigint then json end as json
          from page
         order by key, id"#,
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        page.index,
        page.range.from,
        page.range.to,
        key,
        doc,
        page.limit,
        page.bytes
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(entries)
}

pub(crate) async fn descending(ctx: &mut Ctx, shelf: Shelf<'_>, page: &Page<'_>) -> Result<Vec<Entry>> {
    let (key, doc) = page.after.as_ref().map_or((&page.range.to, ""), |cursor| (&cursor.key, &cursor.doc));
    let entries = sqlx::query_as!(
        Entry,
        r#"
        with page as (
          select i.key, d.id, d.version, d.body::text as json
            from plugin_index i
            join plugin_docs d
              on d.tenant_id = i.tenant_id
             and d.plugin_id = i.plugin_id
             and d.collection = i.collection
             and d.id = i.doc_id
           where i.tenant_id = $1
             and i.plugin_id = $2
             and i.collection = $3
             and i.index_name = $4
             and i.key >= $5
             and i.key < $6
             and (i.key, i.doc_id) < ($7, $8)
           order by i.key desc, i.doc_id desc
           limit $9
        )
        select key as "key!", id as "id!", version as "version!",
               case when sum(octet_length(json)) over (order by key desc, id desc) <= $10::bigint then json end as json
          from page
         order by key desc, id desc"#,
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        page.index,
        page.range.from,
        page.range.to,
        key,
        doc,
        page.limit,
        page.bytes
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(entries)
}

/// A field of a document, if there is the document, if it has the field.
pub(crate) async fn field(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, field: &str) -> Result<Option<Option<Value>>> {
    let value = sqlx::query_scalar!(
        "select body -> $5::text
           from plugin_docs
          where tenant_id = $1
            and plugin_id = $2
            and collection = $3
            and id = $4",
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        field
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(value)
}

/// A bounded addition to one field.
pub(crate) struct Addition<'a> {
    pub field: &'a str,
    pub by: i64,
    pub min: i64,
    pub max: i64,
}

/// The document afterwards; none, with nothing changed, when a bound would be passed, the field is no whole number, or it is not there.
///
/// The condition is checked on the row as the last committed writer left it, so that parallel additions never pass a bound.
pub(crate) async fn add(ctx: &mut Ctx, shelf: Shelf<'_>, id: &str, addition: &Addition<'_>) -> Result<Option<Value>> {
    let body = sqlx::query_scalar!(
        r#"
        update plugin_docs
           set body = jsonb_set(body, array[$5::text], to_jsonb((coalesce((body ->> $5)::numeric, 0) + $6::bigint)::bigint)),
               version = version + 1,
               updated_at = $9
         where tenant_id = $1
           and plugin_id = $2
           and collection = $3
           and id = $4
           and octet_length(body::text) < 65000
           and case coalesce(jsonb_typeof(body -> $5), 'number')
                 when 'number' then coalesce((body ->> $5)::numeric, 0) % 1 = 0
                                and coalesce((body ->> $5)::numeric, 0) + $6::bigint between $7::bigint and $8::bigint
                 else false
               end
        returning body"#,
        ctx.tenant_id(),
        shelf.plugin,
        shelf.collection,
        id,
        addition.field,
        addition.by,
        addition.min,
        addition.max,
        ctx.now().to_sqlx() as _
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(body)
}

/// An order as plugins see it: nobody's name, telephone or address.
pub(crate) struct OrderRow {
    pub number: String,
    pub status: String,
    pub total_minor: i64,
    pub currency: String,
    pub service_id: Uuid,
    pub customer_id: Uuid,
    pub starts_at: jiff::Timestamp,
}

pub(crate) async fn order(ctx: &mut Ctx, id: Uuid) -> Result<Option<OrderRow>> {
    let order = sqlx::query_as!(
        OrderRow,
        "select number, status, total_minor, currency, service_id, customer_id, starts_at
           from orders
          where tenant_id = $1
            and id = $2",
        ctx.tenant_id(),
        id
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(order)
}
