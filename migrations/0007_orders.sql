-- Quotes, orders, offers, money and reviews.

-- A price frozen for a while. lines: [{code, label, amount_minor, why, source}]; core first, then plugins.
create table app.quotes (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  service_id uuid not null,
  address_id uuid not null,
  worker_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  options jsonb not null default '[]',
  codes jsonb not null default '[]',
  lines jsonb not null,
  notices jsonb not null default '[]',
  plugins jsonb not null default '[]',
  total_minor bigint not null check (total_minor >= 0),
  currency text not null,
  policy jsonb not null,
  locale text not null check (locale in ('zh-Hans', 'zh-Hant', 'en')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  order_id uuid,
  -- The order this quote would change; null for a new one.
  changes uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references app.customers (tenant_id, id),
  foreign key (tenant_id, service_id) references app.services (tenant_id, id),
  foreign key (tenant_id, address_id) references app.addresses (tenant_id, id)
);
create index quotes_by_order on app.quotes (tenant_id, order_id) where order_id is not null;
create index quotes_unspent on app.quotes (tenant_id, expires_at) where order_id is null;

create table app.orders (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  service_id uuid not null,
  worker_id uuid,
  status text not null check (status in ('awaiting_payment', 'offered', 'accepted', 'departed', 'arrived',
                                         'in_service', 'completed', 'cancelled', 'disputed')),
  payment_state text not null default 'unpaid'
    check (payment_state in ('unpaid', 'authorised', 'paid', 'part_refunded', 'refunded')),
  service_name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  fee_clock_at timestamptz not null,
  cleanup_minutes integer not null,
  chosen_worker boolean not null,
  contact text not null,
  phone text not null,
  district text not null,
  line text not null,
  lat_e6 integer not null,
  lng_e6 integer not null,
  notes text not null default '' check (char_length(notes) <= 500),
  options jsonb not null default '[]',
  lines jsonb not null,
  plugins jsonb not null default '[]',
  total_minor bigint not null check (total_minor >= 0),
  fee_minor bigint not null default 0 check (fee_minor >= 0),
  currency text not null,
  policy jsonb not null,
  start_code text not null,
  start_tries integer not null default 0,
  cancel_reason text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- Since when nobody has it; older than that it is given out.
  pooled_at timestamptz,
  primary key (tenant_id, id),
  constraint orders_number_key unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references app.customers (tenant_id, id),
  foreign key (tenant_id, service_id) references app.services (tenant_id, id),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id)
);
create index orders_by_customer on app.orders (tenant_id, customer_id, created_at);
create index orders_by_worker on app.orders (tenant_id, worker_id, starts_at);
create index orders_by_status on app.orders (tenant_id, status, starts_at);
create index orders_by_start on app.orders (tenant_id, starts_at);
create index orders_by_creation on app.orders (tenant_id, created_at);

create table app.offers (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  worker_id uuid not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
  reason text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  constraint offers_worker_key unique (tenant_id, order_id, worker_id),
  foreign key (tenant_id, order_id) references app.orders (tenant_id, id),
  foreign key (tenant_id, worker_id) references app.workers (tenant_id, id)
);
create index offers_by_worker on app.offers (tenant_id, worker_id, state);

-- What the worker's device said with each step, beside the server's own time; nothing is reckoned with it.
create table app.order_steps (
  tenant_id uuid not null,
  order_id uuid not null,
  step text not null check (step in ('depart', 'arrive', 'start', 'finish')),
  at timestamptz not null,
  device_at timestamptz,
  lat_e6 integer check (lat_e6 between -90000000 and 90000000),
  lng_e6 integer check (lng_e6 between -180000000 and 180000000),
  primary key (tenant_id, order_id, step),
  check ((lat_e6 is null) = (lng_e6 is null)),
  foreign key (tenant_id, order_id) references app.orders (tenant_id, id)
);

-- Money that moved. Captures and refunds are positive amounts.
create table app.payments (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  kind text not null check (kind in ('capture', 'refund')),
  method text not null check (method in ('cash', 'transfer', 'wechat', 'alipay', 'card')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reference text not null default '',
  recorded_by text not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references app.orders (tenant_id, id)
);
create index payments_by_order on app.payments (tenant_id, order_id);
-- What a gateway vouched for counts once, even for two orders.
create unique index payments_gateway_key on app.payments (tenant_id, method, reference, kind) where recorded_by = 'system';

-- Double entry: the amounts of one entry_id sum to zero (checked at commit).
create table app.ledger (
  tenant_id uuid not null,
  id bigint generated always as identity,
  entry_id uuid not null,
  account text not null check (account in ('cash', 'gateway', 'receivable', 'revenue', 'fees', 'discounts', 'refunds', 'worker_payable', 'worker_cost')),
  amount_minor bigint not null check (amount_minor <> 0),
  currency text not null,
  order_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  -- An entry has each account once, so that a posting that is repeated is known.
  constraint ledger_entry_key unique (tenant_id, entry_id, account),
  foreign key (tenant_id, order_id) references app.orders (tenant_id, id)
);
create index ledger_by_order on app.ledger (tenant_id, order_id);

create function app.ledger_balances() returns trigger
  language plpgsql
  as $$
begin
  if (select sum(l.amount_minor) from app.ledger l where l.tenant_id = new.tenant_id and l.entry_id = new.entry_id) <> 0 then
    raise exception 'ledger entry % does not balance', new.entry_id using errcode = 'check_violation', constraint = 'ledger_balances';
  end if;
  return null;
end
$$;
create constraint trigger ledger_balances after insert on app.ledger
  deferrable initially deferred for each row execute function app.ledger_balances();

create table app.reviews (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  customer_id uuid not null,
  worker_id uuid not null,
  service_id uuid not null,
  quality integer not null check (quality between 1 and 5),
  attitude integer not null check (attitude between 1 and 5),
  as_expected integer not null check (as_expected between 1 and 5),
  skill integer not null check (skill between 1 and 5),
  efficiency integer not null check (efficiency between 1 and 5),
  overall integer not null check (overall between 1 and 5),
  body text not null default '' check (char_length(body) <= 1000),
  pictures jsonb not null default '[]',
  appended text check (char_length(appended) <= 1000),
  appended_at timestamptz,
  appended_pictures jsonb not null default '[]',
  reply text check (char_length(reply) <= 1000),
  replied_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint reviews_order_key unique (tenant_id, order_id),
  foreign key (tenant_id, order_id) references app.orders (tenant_id, id)
);
create index reviews_by_worker on app.reviews (tenant_id, worker_id, created_at);
create index reviews_by_service on app.reviews (tenant_id, service_id, created_at);
create index reviews_by_time on app.reviews (tenant_id, created_at);

select app.tenant_table(name) from unnest(array[
  'quotes', 'orders', 'offers', 'order_steps', 'payments', 'ledger', 'reviews'
]) as name;
-- What was booked stays booked; a mistake is corrected by another entry.
revoke update, delete on app.payments, app.ledger from lares_service;
