-- Ten thousand orders like one (crowd.one), an hour apart into the past, each with all that belongs to it. Every hundredth is
-- still to come and nobody's. As many customers like one (crowd.customer), and a tenth of that of every message.

insert into app.orders
select made.*
  from app.orders o
 cross join generate_series(1, 10000) n
 cross join lateral jsonb_populate_record(o, jsonb_build_object(
         'id', md5('order' || n)::uuid, 'number', 'M' || n,
         'starts_at', o.starts_at - n * interval '1 hour', 'ends_at', o.ends_at - n * interval '1 hour',
         'created_at', o.created_at - n * interval '1 hour', 'changed_at', o.changed_at - n * interval '1 hour')) made
 where o.id = current_setting('crowd.one')::uuid;

update app.orders
   set status = 'offered', worker_id = null, chosen_worker = false,
       starts_at = current_setting('crowd.now')::timestamptz + substr(number, 2)::integer * interval '1 minute',
       ends_at = current_setting('crowd.now')::timestamptz + (substr(number, 2)::integer + 120) * interval '1 minute'
 where number like 'M%00';

insert into app.quotes
select made.*
  from app.quotes q
 cross join generate_series(1, 10000) n
 cross join lateral jsonb_populate_record(q, jsonb_build_object(
         'id', md5('quote' || n)::uuid, 'order_id', md5('order' || n)::uuid)) made
 where q.order_id = current_setting('crowd.one')::uuid;

insert into app.events (tenant_id, kind, subject_id, actor_kind, actor_id, body, at)
select e.tenant_id, e.kind, md5('order' || n)::uuid, e.actor_kind, e.actor_id, e.body, e.at - n * interval '1 hour'
  from app.events e
 cross join generate_series(1, 10000) n
 where e.subject_id = current_setting('crowd.one')::uuid
   and e.kind = 'order.placed';

insert into app.reviews
select made.*
  from app.reviews r
 cross join generate_series(1, 10000) n
 cross join lateral jsonb_populate_record(r, jsonb_build_object(
         'id', md5('review' || n)::uuid, 'order_id', md5('order' || n)::uuid, 'overall', 1 + n % 5,
         'created_at', r.created_at - n * interval '1 hour')) made
 where r.order_id = current_setting('crowd.one')::uuid
   and n % 100 > 0;

insert into app.customers
select made.*
  from app.customers c
 cross join generate_series(1, 10000) n
 cross join lateral jsonb_populate_record(c, jsonb_build_object(
         'id', md5('customer' || n)::uuid, 'person_id', md5('person' || n)::uuid, 'name', '顾客' || n,
         'created_at', c.created_at - n * interval '1 hour')) made
 where c.id = current_setting('crowd.customer')::uuid;

insert into app.messages
select made.*
  from app.messages m
 cross join generate_series(1, 1000) n
 cross join lateral jsonb_populate_record(m, jsonb_build_object(
         'id', gen_random_uuid(), 'created_at', m.created_at - n * interval '1 hour')) made;
