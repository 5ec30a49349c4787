-- Schemas, the tenant of a transaction, and the one way to make a tenant table.
-- Runs as lares_owner. Roles are cluster wide and made by the launcher (see platform/kernel/src/postgres).
create schema app;
create schema control;
grant usage on schema app to lares_service, lares_control;
grant usage on schema control to lares_service, lares_control;

-- The tenant of the running transaction; null (no rows, no writes) when none is set.
create function app.tenant() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- Every tenant table passes through here: row level security enabled and forced, the policy, the grants.
create function app.tenant_table(name text) returns void
  language plpgsql
  as $$
begin
  execute format('alter table app.%I enable row level security', name);
  execute format('alter table app.%I force row level security', name);
  execute format('create policy tenant_isolation on app.%I using (tenant_id = app.tenant()) with check (tenant_id = app.tenant())', name);
  execute format('grant select, insert, update, delete on app.%I to lares_service', name);
end
$$;
revoke all on function app.tenant_table(text) from public;
