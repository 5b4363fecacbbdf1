-- Lines of closed months say where their run comes from: what another tool reported is no figure of ours.
alter table period_line add column imported boolean not null default false;
alter table period_line add constraint period_line_origin check (not (sandbox and imported));
