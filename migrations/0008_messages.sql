-- In-app messages and what went out on other channels.
create table app.messages (
  tenant_id uuid not null,
  id uuid not null,
  audience text not null check (audience in ('customer', 'worker', 'staff')),
  recipient_id uuid not null,
  kind text not null,
  args jsonb not null default '{}',
  order_id uuid,
  created_at timestamptz not null,
  read_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create index messages_by_recipient on app.messages (tenant_id, audience, recipient_id, created_at);

create table app.deliveries (
  tenant_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  address text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  tries integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, message_id) references app.messages (tenant_id, id)
);
create index deliveries_by_message on app.deliveries (tenant_id, message_id);

-- A row exists only where the recipient switched a channel off.
create table app.muted (
  tenant_id uuid not null,
  audience text not null,
  recipient_id uuid not null,
  kind text not null,
  channel text not null,
  primary key (tenant_id, audience, recipient_id, kind, channel)
);

select app.tenant_table(name) from unnest(array['messages', 'deliveries', 'muted']) as name;
