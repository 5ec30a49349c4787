-- The four roles, once per cluster. Also for a database of your own: psql -f, as an administrator.
-- owner holds the tables and never logs in; migrator becomes owner to migrate; service and control are the two doors.
do $$
begin
  if not exists (select from pg_roles where rolname = 'lares_owner') then
    create role lares_owner nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'lares_migrator') then
    create role lares_migrator login nosuperuser nobypassrls in role lares_owner;
  end if;
  if not exists (select from pg_roles where rolname = 'lares_service') then
    create role lares_service login nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'lares_control') then
    create role lares_control login nosuperuser nobypassrls;
  end if;
end
$$;
alter role lares_migrator set search_path = app, control, public;
alter role lares_service set search_path = app, control, public;
alter role lares_control set search_path = control, app, public;
