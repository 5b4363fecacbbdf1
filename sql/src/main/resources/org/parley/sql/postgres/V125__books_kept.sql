-- What is kept for good is not emptied either: row triggers do not see a truncate.
create trigger period_snapshot_never_emptied before truncate on period_snapshot
  for each statement execute function refuse_change();
create trigger period_line_never_emptied before truncate on period_line
  for each statement execute function refuse_change();
create trigger audit_entry_never_emptied before truncate on audit_entry
  for each statement execute function refuse_change();

-- The chain of seals (V116) finds what was changed up to the last seal that somebody kept elsewhere: who takes away the newest
-- entries together with their seals, or computes the whole chain anew, leaves a chain that holds in itself.
create trigger audit_seal_never_emptied before truncate on audit_seal
  for each statement execute function refuse_change();

-- Which kind of touch earned the credit of a line, and the window within which such a touch earns: 'touch' is a click or reply,
-- 'reported' what another tool says, which has no window.
-- Null: a cost, or a line of before, when all lines said the days of their campaign.
alter table period_line add column credited_by text;
alter table period_line add column credit_window text;
alter table period_line add constraint period_line_credited_by check (credited_by in ('touch', 'read', 'delivered', 'reported'));
