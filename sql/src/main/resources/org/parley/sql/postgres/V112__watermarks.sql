-- A provider may tell two things of a whole address by one time: what was delivered until then, and what was seen. Both are kept,
-- since what they cover may become known later.
alter table seen_receipt rename to watermark;
alter table watermark
  add column kind text not null default 'seen',
  add constraint watermark_kind_known check (kind in ('delivered', 'seen')),
  drop constraint seen_receipt_pk,
  add constraint watermark_pk primary key (channel, address, kind, at);
alter table watermark alter column kind drop default;
