-- The only writers of the occupancy ledger.

-- Minutes of travel between two places: great-circle metres at 15 km/h door to door, plus 5 to park and ring.
-- The same arithmetic as domain::scheduling::travel; a property test keeps them equal.
create function app.travel_minutes(lat1 integer, lng1 integer, lat2 integer, lng2 integer) returns integer
  language sql immutable parallel safe
  as $$
  select case
    when lat1 is null or lat2 is null or (lat1 = lat2 and lng1 = lng2) then 0
    else 5 + ceil(round(111320.0::float8 * sqrt(
        power((lat2 - lat1)::float8 / 1e6::float8, 2)
        + power((lng2 - lng1)::float8 / 1e6::float8 * cos(radians((lat1 + lat2)::float8 / 2e6::float8)), 2)
      )) / 250.0::float8)::integer
  end
$$;

-- Serialises writers of one worker's time for the rest of the transaction (or until its savepoint is rolled back).
create function app.lock_worker(worker uuid) returns void
  language sql volatile
  as $$ select pg_advisory_xact_lock(hashtextextended(app.tenant()::text || worker::text, 0)) $$;

-- The same for several workers, always in the order of their ids. Answers how many.
create function app.lock_workers(workers uuid[]) returns bigint
  language sql volatile security definer set search_path = app, pg_temp
  as $$
  select count(*)
    from (select app.lock_worker(worker) from (select distinct worker from unnest(workers) as worker order by worker) as sorted) as locked
$$;

-- Travel reserved before a row depends on the row before it; called for the follower after a change.
create function app.refit(worker uuid, from_instant timestamptz) returns void
  language sql volatile
  as $$
  update app.occupancy o
     set starts_at = coalesce((
           -- Travel never reaches into the row before: leave has no place, so behind it the way may not fit.
           select greatest(p.ends_at, o.visit_starts_at - make_interval(
                    mins => app.travel_minutes(p.lat_e6, p.lng_e6, o.lat_e6, o.lng_e6)))
             from app.occupancy p
            where p.tenant_id = app.tenant()
              and p.worker_id = worker
              and p.visit_starts_at < o.visit_starts_at
            order by p.visit_starts_at desc
            limit 1), o.visit_starts_at)
   where o.tenant_id = app.tenant()
     and o.id = (
           select n.id
             from app.occupancy n
            where n.tenant_id = app.tenant()
              and n.worker_id = worker
              and n.visit_starts_at >= from_instant
            order by n.visit_starts_at
            limit 1)
$$;

-- Takes a worker's time. Returns one row when it is theirs, none when the time (with travel both sides) is not free.
create function app.occupy(
  new_id uuid, worker uuid, kind text, for_order uuid,
  visit_from timestamptz, visit_to timestamptz, cleanup_minutes integer,
  lat integer, lng integer, expires timestamptz, at timestamptz
) returns table (id uuid)
  language plpgsql security definer set search_path = app, pg_temp
  as $$
#variable_conflict use_column
declare
  before record;
  after record;
  blocked_from timestamptz;
  blocked_to timestamptz := visit_to + make_interval(mins => cleanup_minutes);
begin
  perform app.lock_worker(worker);
  delete from app.occupancy o
   where o.tenant_id = app.tenant() and o.worker_id = worker and o.expires_at <= at;
  select o.ends_at, o.lat_e6, o.lng_e6 into before
    from app.occupancy o
   where o.tenant_id = app.tenant() and o.worker_id = worker and o.visit_starts_at <= visit_from
   order by o.visit_starts_at desc limit 1;
  select o.visit_starts_at, o.lat_e6, o.lng_e6 into after
    from app.occupancy o
   where o.tenant_id = app.tenant() and o.worker_id = worker and o.visit_starts_at > visit_from
   order by o.visit_starts_at limit 1;
  blocked_from := visit_from - make_interval(mins => coalesce(app.travel_minutes(before.lat_e6, before.lng_e6, lat, lng), 0));
  if before.ends_at > blocked_from
     or after.visit_starts_at < blocked_to + make_interval(mins => coalesce(app.travel_minutes(lat, lng, after.lat_e6, after.lng_e6), 0)) then
    return;
  end if;
  -- The follower's travel starts from here now; shrink it first so that the insert meets only real conflicts.
  update app.occupancy o
     set starts_at = o.visit_starts_at - make_interval(mins => coalesce(app.travel_minutes(lat, lng, o.lat_e6, o.lng_e6), 0))
   where o.tenant_id = app.tenant() and o.worker_id = worker and o.visit_starts_at = after.visit_starts_at;
  return query
    insert into app.occupancy as o (tenant_id, id, worker_id, kind, order_id, starts_at, ends_at,
                                    visit_starts_at, visit_ends_at, lat_e6, lng_e6, expires_at)
    values (app.tenant(), new_id, worker, kind, for_order, blocked_from, blocked_to, visit_from, visit_to, lat, lng, expires)
    on conflict on constraint occupancy_no_overlap do nothing
    returning o.id;
end
$$;

-- Gives the time of an order (or one hold) back and refits the visit that followed it.
create function app.vacate(target uuid) returns integer
  language plpgsql security definer set search_path = app, pg_temp
  as $$
declare
  gone record;
  count integer := 0;
begin
  for gone in
    select o.id, o.worker_id, o.visit_starts_at from app.occupancy o
     where o.tenant_id = app.tenant() and (o.order_id = target or o.id = target)
     order by o.worker_id
  loop
    perform app.lock_worker(gone.worker_id);
    delete from app.occupancy o where o.tenant_id = app.tenant() and o.id = gone.id;
    if found then
      perform app.refit(gone.worker_id, gone.visit_starts_at);
      count := count + 1;
    end if;
  end loop;
  return count;
end
$$;

revoke all on function app.lock_worker(uuid), app.lock_workers(uuid[]), app.refit(uuid, timestamptz), app.vacate(uuid),
  app.occupy(uuid, uuid, text, uuid, timestamptz, timestamptz, integer, integer, integer, timestamptz, timestamptz) from public;
grant execute on function app.vacate(uuid), app.lock_workers(uuid[]),
  app.occupy(uuid, uuid, text, uuid, timestamptz, timestamptz, integer, integer, integer, timestamptz, timestamptz),
  app.travel_minutes(integer, integer, integer, integer), app.tenant() to lares_service;
