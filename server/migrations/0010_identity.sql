-- Tables of the sign-in library (better-auth 1.7), under names of our own; local to the coordinator of a cluster.
-- Citizens have no account here. The library itself works as the owner of the tables; the application's role may add and
-- end, but never read, what lies in them.

create table sign_in_user (
  id          text primary key,                                       -- equals account.id
  name        text not null,
  email       text not null unique,                                   -- USERNAME@staff.invalid: the library wants one, nothing is sent there
  email_verified boolean not null default true,
  image       text,
  username    text not null unique,
  two_factor_enabled boolean not null default false,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);

create table sign_in_session (
  id          text primary key,
  token       text not null unique,
  user_id     text not null references sign_in_user on delete cascade,
  expires_at  timestamptz not null,
  ip_address  text,
  user_agent  text,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);
create index sign_in_session_user on sign_in_session (user_id);

create table sign_in_credential (                                     -- a password, or the tie to a unified identity (统一身份认证)
  id          text primary key,
  user_id     text not null references sign_in_user on delete cascade,
  provider_id text not null,                                          -- 'credential' for a password
  account_id  text not null,                                          -- who that is at the provider
  password    text,                                                   -- scrypt
  access_token text, refresh_token text, id_token text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  scope       text,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  unique (provider_id, account_id),
  -- One tie for each provider: a name that a provider gives to somebody else later does not reach the old account.
  unique (user_id, provider_id)
);

create table sign_in_challenge (                                      -- half-done sign-ins
  id          text primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index sign_in_challenge_identifier on sign_in_challenge (identifier);

create table sign_in_two_factor (                                     -- secret and backup codes, encrypted with a key outside the database
  id          text primary key,
  user_id     text not null unique references sign_in_user on delete cascade,
  secret      text not null,
  backup_codes text not null,
  verified    boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index sign_in_two_factor_secret on sign_in_two_factor (secret);

-- Set by somebody else: nothing but changing it is possible until that is done.
alter table account add column must_change_password boolean not null default false;
-- Path of the place whose administrators keep the account, also while it holds no post.
alter table account add column kept_in text not null default '';

revoke all on sign_in_user, sign_in_session, sign_in_credential, sign_in_challenge, sign_in_two_factor from hejie_app, hejie_sealed;
grant insert, select (id), update (name, two_factor_enabled, updated_at) on sign_in_user to hejie_app;
grant insert, select (user_id, provider_id), update (password, updated_at) on sign_in_credential to hejie_app;
grant delete, select (id, user_id) on sign_in_session to hejie_app;
grant delete, select (user_id) on sign_in_two_factor to hejie_app;
