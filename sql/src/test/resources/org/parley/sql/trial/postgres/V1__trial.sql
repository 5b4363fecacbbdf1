-- A schema to try the migrator on; Parley's own lies in the main resources.
create table trial (id bigint primary key);
insert into trial values (1);
