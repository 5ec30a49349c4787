-- The company itself: policies, roles, staff, customers, what happened, and what was already answered.
create table app.policies (
  tenant_id uuid not null,
  kind text not null check (kind in ('booking', 'cancellation', 'payment', 'assignment')),
  version integer not null check (version > 0),
  body jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, kind, version)
);

create table app.holidays (
  tenant_id uuid not null,
  on_date date not null,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null,
  primary key (tenant_id, on_date)
);

create table app.roles (
  tenant_id uuid not null,
  id text not null check (id ~ '^[a-z][a-z0-9_]{1,30}$'),
  parent text,
  label text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent) references app.roles (tenant_id, id)
);

create table app.role_rules (
  tenant_id uuid not null,
  role_id text not null,
  object text not null,
  action text not null,
  scope text not null check (scope in ('any', 'own')),
  effect text not null check (effect in ('allow', 'deny')),
  primary key (tenant_id, role_id, object, action, scope, effect),
  foreign key (tenant_id, role_id) references app.roles (tenant_id, id)
);

create table app.staff (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  role_id text not null,
  state text not null default 'active' check (state in ('active', 'removed')),
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint staff_person_key unique (tenant_id, person_id),
  foreign key (tenant_id, role_id) references app.roles (tenant_id, id)
);

create table app.customers (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null default '',
  phone text not null,
  email text,
  locale text not null default 'zh-Hans',
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customers_person_key unique (tenant_id, person_id)
);
create index customers_by_time on app.customers (tenant_id, created_at);

-- Places are integer micro-degrees (WGS 84).
create table app.addresses (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  contact text not null,
  phone text not null,
  district text not null,
  line text not null,
  lat_e6 integer not null check (lat_e6 between -90000000 and 90000000),
  lng_e6 integer not null check (lng_e6 between -180000000 and 180000000),
  is_default boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references app.customers (tenant_id, id)
);
create index addresses_by_customer on app.addresses (tenant_id, customer_id);

-- Where the company works: a named circle.
create table app.areas (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  lat_e6 integer not null,
  lng_e6 integer not null,
  radius_m integer not null check (radius_m between 100 and 500000),
  primary key (tenant_id, id),
  constraint areas_name_key unique (tenant_id, name)
);

-- Timeline, outbox, plugin feed and audit trail at once.
create table app.events (
  tenant_id uuid not null,
  id bigint generated always as identity,
  kind text not null,
  subject_id uuid not null,
  actor_kind text not null check (actor_kind in ('customer', 'worker', 'staff', 'system', 'plugin')),
  actor_id text not null default '',
  body jsonb not null default '{}',
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index events_by_subject on app.events (tenant_id, subject_id, id);
create index events_by_kind on app.events (tenant_id, kind, at);

-- The first answer to a request that must have one effect (Idempotency-Key).
create table app.answers (
  tenant_id uuid not null,
  person_id uuid not null,
  key text not null check (char_length(key) between 8 and 100),
  request_hash bytea not null,
  status integer not null,
  body jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, person_id, key)
);
create index answers_by_time on app.answers (tenant_id, created_at);

create table app.blobs (
  tenant_id uuid not null,
  id uuid not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) <= 5242880),
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
-- How many a person has stored today.
create index blobs_by_creator on app.blobs (tenant_id, created_by, created_at);

select app.tenant_table(name) from unnest(array[
  'policies', 'holidays', 'roles', 'role_rules', 'staff', 'customers', 'addresses', 'areas', 'events', 'answers', 'blobs'
]) as name;
