-- Who does the work, when they can, and the ledger of their time.
create table app.workers (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  phone text not null,
  sex text not null check (sex in ('female', 'male')),
  birth_year integer not null check (birth_year between 1930 and 2015),
  years integer not null default 0 check (years between 0 and 60),
  bio text not null default '',
  photo_id uuid,
  home_lat_e6 integer not null,
  home_lng_e6 integer not null,
  presence text not null default 'online' check (presence in ('online', 'busy', 'offline')),
  state text not null default 'active' check (state in ('applied', 'active', 'suspended', 'removed')),
  shows_sex boolean not null default true,
  shows_age boolean not null default true,
  shows_photo boolean not null default true,
  done integer not null default 0,
  rating_sum bigint not null default 0,
  rating_count integer not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint workers_person_key unique (tenant_id, person_id)
);

create table app.worker_skills (
  tenant_id uuid not null,
  worker_id uuid not null,
  skill_id uuid not null,
  primary key (tenant_id, worker_id, skill_id),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id),
  foreign key (tenant_id, skill_id) references app.skills (tenant_id, id)
);

create table app.certificates (
  tenant_id uuid not null,
  id uuid not null,
  worker_id uuid not null,
  kind text not null,
  number text not null,
  issued_on date not null,
  expires_on date,
  state text not null default 'pending' check (state in ('pending', 'verified', 'rejected')),
  primary key (tenant_id, id),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id)
);
create index certificates_by_worker on app.certificates (tenant_id, worker_id);

-- Weekly rule in local wall time; weekday 1 = Monday; a shift may end at 24:00 (minute 1440), never past it.
create table app.shifts (
  tenant_id uuid not null,
  id uuid not null,
  worker_id uuid not null,
  weekday integer not null check (weekday between 1 and 7),
  starts_minute integer not null check (starts_minute between 0 and 1439),
  ends_minute integer not null check (ends_minute between 1 and 1440),
  primary key (tenant_id, id),
  check (starts_minute < ends_minute),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id)
);
create index shifts_by_worker on app.shifts (tenant_id, worker_id);

-- Dated exceptions. worker_id null = the whole company (closure). override = these hours instead of the weekly ones.
create table app.shift_exceptions (
  tenant_id uuid not null,
  id uuid not null,
  worker_id uuid,
  on_date date not null,
  kind text not null check (kind in ('override', 'leave', 'closure')),
  starts_minute integer not null default 0,
  ends_minute integer not null default 1440,
  reason text not null default '',
  primary key (tenant_id, id),
  check (starts_minute < ends_minute and starts_minute >= 0 and ends_minute <= 1440),
  check ((kind = 'closure') = (worker_id is null)),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id)
);
create index shift_exceptions_by_date on app.shift_exceptions (tenant_id, on_date);

-- Everything that takes a worker's time. [visit_starts_at, visit_ends_at) is what the customer sees;
-- [starts_at, ends_at) adds travel from the previous visit and clean-up, and can never overlap another row.
create table app.occupancy (
  tenant_id uuid not null,
  id uuid not null,
  worker_id uuid not null,
  kind text not null check (kind in ('hold', 'visit', 'leave')),
  order_id uuid,
  starts_at timestamptz not null check (isfinite(starts_at)),
  ends_at timestamptz not null check (isfinite(ends_at)),
  visit_starts_at timestamptz not null,
  visit_ends_at timestamptz not null,
  lat_e6 integer,
  lng_e6 integer,
  expires_at timestamptz,
  primary key (tenant_id, id),
  check (starts_at <= visit_starts_at and visit_starts_at < visit_ends_at and visit_ends_at <= ends_at),
  check ((kind = 'hold') = (expires_at is not null)),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id),
  constraint occupancy_no_overlap exclude using gist
    (tenant_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index occupancy_by_worker on app.occupancy (tenant_id, worker_id, visit_starts_at);
create index occupancy_by_time on app.occupancy (tenant_id, starts_at);
create index occupancy_by_order on app.occupancy (tenant_id, order_id);
-- Every claim clears the worker's expired holds first: without this it would read all of the worker's history.
create index occupancy_expiring on app.occupancy (tenant_id, worker_id, expires_at) where expires_at is not null;

select app.tenant_table(name) from unnest(array[
  'workers', 'worker_skills', 'certificates', 'shifts', 'shift_exceptions', 'occupancy'
]) as name;
-- Only the functions of 0006 write the ledger.
revoke insert, update, delete on app.occupancy from lares_service;
