-- Templates of accounts whose provider approves each wording: the provider's last word on each, with the time at which it was
-- said. A word moves only by a later one, so that webhooks may come twice, late and in any order.
create table provider_template (
  channel     text        not null,
  account     text        not null,             -- the account's name; those of the installation's settings have no row of their own
  name        text        not null,
  language    text        not null,             -- the provider's code of it
  provider_id text,
  state       text,                             -- null: never said
  reason      text,
  state_at    timestamptz,
  category    text,
  category_at timestamptz,
  quality     text,
  quality_at  timestamptz,
  constraint provider_template_pk primary key (channel, account, name, language),
  constraint provider_template_state check (state in ('pending', 'approved', 'paused', 'rejected', 'disabled')),
  constraint provider_template_state_at check ((state is null) = (state_at is null)),
  constraint provider_template_category_at check ((category is null) = (category_at is null)),
  constraint provider_template_quality_at check ((quality is null) = (quality_at is null))
);
