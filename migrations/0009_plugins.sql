-- Which plugins a company runs, what they stored, and what went wrong.
create table app.plugin_installs (
  tenant_id uuid not null,
  plugin_id text not null,
  version text not null,
  manifest jsonb not null,
  digest text not null,
  enabled boolean not null default false,
  priority integer not null default 100,
  on_failure text not null default 'skip' check (on_failure in ('skip', 'block')),
  granted jsonb not null default '[]',
  settings jsonb not null default '{}',
  installed_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, plugin_id)
);

create table app.plugin_incidents (
  tenant_id uuid not null,
  id uuid not null,
  plugin_id text not null,
  version text not null,
  hook text not null,
  kind text not null,
  detail text not null,
  subject_id uuid,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index plugin_incidents_by_time on app.plugin_incidents (tenant_id, at);

-- A plugin's own documents. Plugins never see another plugin's rows: plugin_id comes from the host, never from the guest.
create table app.plugin_docs (
  tenant_id uuid not null,
  plugin_id text not null,
  collection text not null check (collection ~ '^[a-z][a-z0-9_-]{0,39}$'),
  id text not null check (char_length(id) between 1 and 100),
  version bigint not null default 1,
  body jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, plugin_id, collection, id)
);

-- Order-preserving keys of declared indexes.
create table app.plugin_index (
  tenant_id uuid not null,
  plugin_id text not null,
  collection text not null,
  index_name text not null,
  key bytea not null,
  doc_id text not null,
  primary key (tenant_id, plugin_id, collection, index_name, key, doc_id),
  foreign key (tenant_id, plugin_id, collection, doc_id)
    references app.plugin_docs (tenant_id, plugin_id, collection, id) on delete cascade
);
create index plugin_index_by_doc on app.plugin_index (tenant_id, plugin_id, collection, doc_id);

select app.tenant_table(name) from unnest(array[
  'plugin_installs', 'plugin_incidents', 'plugin_docs', 'plugin_index'
]) as name;
