-- What the company sells.
create table app.categories (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  name text not null,
  description text not null default '',
  icon text not null default 'sparkles',
  position integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references app.categories (tenant_id, id)
);

create table app.skills (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  primary key (tenant_id, id),
  constraint skills_name_key unique (tenant_id, name)
);

-- steps, tools, included, excluded: arrays of short texts. Base price per booking; minutes before options.
create table app.services (
  tenant_id uuid not null,
  id uuid not null,
  category_id uuid not null,
  name text not null check (char_length(name) between 1 and 60),
  summary text not null default '',
  description text not null default '',
  art text not null default 'cleaning',
  minutes integer not null check (minutes between 15 and 1440),
  cleanup_minutes integer not null default 10 check (cleanup_minutes between 0 and 240),
  base_minor bigint not null check (base_minor between 0 and 100000000),
  currency text not null,
  steps jsonb not null default '[]',
  tools jsonb not null default '[]',
  included jsonb not null default '[]',
  excluded jsonb not null default '[]',
  certificate_kind text,
  state text not null default 'active' check (state in ('active', 'withdrawn')),
  position integer not null default 0,
  sold integer not null default 0,
  rating_sum bigint not null default 0,
  rating_count integer not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, category_id) references app.categories (tenant_id, id)
);
create index services_by_category on app.services (tenant_id, category_id, position);

-- A price that applies from a moment on; the latest that has started wins over services.base_minor.
create table app.service_prices (
  tenant_id uuid not null,
  service_id uuid not null,
  starts_at timestamptz not null,
  base_minor bigint not null check (base_minor between 0 and 100000000),
  primary key (tenant_id, service_id, starts_at),
  foreign key (tenant_id, service_id) references app.services (tenant_id, id)
);

create table app.service_options (
  tenant_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  name text not null,
  price_minor bigint not null check (price_minor between 0 and 100000000),
  minutes integer not null default 0 check (minutes between 0 and 720),
  max_quantity integer not null default 1 check (max_quantity between 1 and 99),
  position integer not null default 0,
  state text not null default 'active' check (state in ('active', 'withdrawn')),
  primary key (tenant_id, id),
  foreign key (tenant_id, service_id) references app.services (tenant_id, id)
);
create index service_options_by_service on app.service_options (tenant_id, service_id, position);

create table app.service_skills (
  tenant_id uuid not null,
  service_id uuid not null,
  skill_id uuid not null,
  primary key (tenant_id, service_id, skill_id),
  foreign key (tenant_id, service_id) references app.services (tenant_id, id),
  foreign key (tenant_id, skill_id) references app.skills (tenant_id, id)
);

create table app.service_pictures (
  tenant_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  blob_id uuid not null,
  kind text not null check (kind in ('cover', 'before', 'after')),
  position integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, service_id) references app.services (tenant_id, id),
  foreign key (tenant_id, blob_id) references app.blobs (tenant_id, id)
);
create index service_pictures_by_service on app.service_pictures (tenant_id, service_id, position);

select app.tenant_table(name) from unnest(array[
  'categories', 'skills', 'services', 'service_prices', 'service_options', 'service_skills', 'service_pictures'
]) as name;
