-- The control plane: who the tenants are, who people are, and the queues every node claims from.
create table control.tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{1,30}[a-z0-9])$'),
  name text not null check (char_length(name) between 1 and 60),
  template text not null,
  state text not null default 'active' check (state in ('active', 'suspended')),
  plan text not null default 'free',
  zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY',
  locale text not null default 'zh-Hans' check (locale in ('zh-Hans', 'zh-Hant', 'en')),
  theme jsonb not null default '{}',
  -- Customers may call it; none until the office writes one.
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  cell text not null default 'main',
  created_at timestamptz not null
);

create table control.domains (
  host text primary key,
  tenant_id uuid not null references control.tenants (id),
  verified_at timestamptz
);

create table control.people (
  id uuid primary key,
  phone text not null unique check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  email text,
  password_hash text,
  locale text not null default 'zh-Hans',
  is_operator boolean not null default false,
  created_at timestamptz not null
);

create table control.codes (
  id uuid primary key,
  phone text not null,
  tenant_id uuid,
  purpose text not null check (purpose in ('sign_in', 'recover')),
  code_hash bytea not null,
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index codes_by_phone on control.codes (phone, created_at);

create table control.sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references control.people (id),
  tenant_id uuid,
  device text not null default '',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_by_person on control.sessions (person_id, tenant_id);

-- From the platform's site to a company's, once; a used one is deleted.
create table control.hand_offs (
  token_hash bytea primary key,
  tenant_id uuid not null references control.tenants (id),
  person_id uuid not null references control.people (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- Passwords guessed for a number, known or not; counted before they are compared, forgotten when one is right.
create table control.guesses (
  phone text primary key,
  count integer not null,
  since timestamptz not null
);

-- Outbox of text messages, for the operator's provider or the catcher page.
create table control.sms (
  id uuid primary key,
  tenant_id uuid,
  phone text not null,
  body text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  tries integer not null default 0,
  try_at timestamptz not null
);
create index sms_recent on control.sms (created_at desc);
create index sms_waiting on control.sms (try_at) where sent_at is null;

create table control.jobs (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  kind text not null,
  payload jsonb not null default '{}',
  dedup text,
  run_at timestamptz not null,
  tries integer not null default 0,
  locked_until timestamptz,
  last_error text,
  dead_at timestamptz
);
-- What was set aside does not keep the same work from being enqueued again.
create unique index jobs_waiting_once on control.jobs (tenant_id, kind, dedup) where dead_at is null;
create index jobs_ready on control.jobs (run_at, id) where dead_at is null;
alter table control.jobs enable row level security;
create policy jobs_enqueue on control.jobs for insert to lares_service with check (tenant_id = app.tenant());
create policy jobs_work on control.jobs to lares_control using (true) with check (true);

-- One row per "something changed" that other nodes must hear; read by transaction id, so that a late commit is never missed.
create table control.signals (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  tenant_id uuid,
  topic text not null,
  key text not null default '',
  at timestamptz not null default now()
);
create index signals_by_xid on control.signals (xid);
alter table control.signals enable row level security;
create policy signals_send on control.signals for insert to lares_service with check (tenant_id = app.tenant());
create policy signals_read on control.signals to lares_control using (true) with check (true);

create table control.plugins (
  id text primary key check (id ~ '^[a-z0-9]+([.-][a-z0-9]+)*$'),
  publisher text not null,
  created_at timestamptz not null
);

create table control.plugin_versions (
  plugin_id text not null references control.plugins (id),
  version text not null,
  digest text not null,
  manifest jsonb not null,
  wasm bytea not null,
  state text not null default 'listed' check (state in ('listed', 'yanked', 'quarantined')),
  published_at timestamptz not null,
  primary key (plugin_id, version)
);

grant select, insert, update, delete on all tables in schema control to lares_control;
grant insert on control.jobs, control.signals to lares_service;
