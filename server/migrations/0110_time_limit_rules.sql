-- Statutory and house limits (T27) as data: one row a period of validity. What stands here is never rewritten once its first day has come,
-- so a clock finds the rule it started under by its day of start, for ever.
create table time_limit_rule (
  code        text not null check (code ~ '^DL\d\d$'),
  valid_from  date not null,
  valid_to    date,                                                    -- last day on which a clock may start under it; null: in force
  zh          text not null check (length(zh) between 1 and 60),
  en          text not null check (length(en) between 1 and 120),
  starts_at   text not null,
  length      jsonb not null,                                          -- units, or one number per variant
  unit        text not null check (unit in ('naturalDay', 'workingDay', 'month', 'year', 'minute')),
  bound       text not null check (bound in ('atMost', 'atLeast')),
  extension   jsonb,
  paused_by   text[] not null default '{}',
  basis       text not null check (length(basis) between 1 and 200),
  force       text not null check (force in ('law', 'optional', 'internal')),
  is_on       boolean not null,                                        -- a stricter local limit runs only where it is on
  beside      text[] not null default '{}',                            -- limits beside which a stricter local one runs
  warn_days   smallint not null check (warn_days between 0 and 365),   -- how long before the strict date officials are warned
  note        text, doubt text,
  is_shipped  boolean not null default false,
  version     integer not null default 1,
  primary key (code, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);

-- When officials were warned of a date and when it had passed: the day it should have been, whenever the job ran.
alter table matter_clock add column warned_on date, add column overdue_on date;
create index matter_clock_unmarked on matter_clock (due_strict) where ended_on is null and overdue_on is null;
create index matter_clock_of_rule on matter_clock (rule) where ended_on is null;

-- Business hours of an agency: a day at its counter ends with them (民法典第二百零三条第二款). Where none stand, the usual ones of the house.
create table business_hours (
  unit_id     uuid primary key references unit,
  opens_at    text not null check (opens_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  closes_at   text not null check (closes_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  noon_from   text check (noon_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  noon_to     text check (noon_to ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  version     integer not null default 1,
  check (opens_at < closes_at),
  check ((noon_from is null) = (noon_to is null) and (noon_from is null or (opens_at < noon_from and noon_from < noon_to and noon_to < closes_at)))
);
