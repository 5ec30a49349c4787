-- One database's ground, as an administrator: schema public keeps only the operators of btree_gist.
create extension if not exists btree_gist;
revoke all on schema public from public;
grant usage on schema public to lares_owner, lares_migrator, lares_service, lares_control;
