-- Sessions end when nobody uses them. The last use is noted now and then, not with every request.
alter table sessions add column used_at timestamptz not null default now();

-- WeChat's login codes that were handed in lately, as keyed hashes: none is asked about twice.
create table login_codes (
  code_hash text primary key,
  used_at timestamptz not null
);
create index login_codes_by_use on login_codes (used_at);

-- What a person or an address did lately of something that is limited: one row each, with the times that count.
create table rate_windows (
  key text primary key,
  hits timestamptz[] not null,
  expires_at timestamptz not null
);
create index rate_windows_by_expiry on rate_windows (expires_at);

-- Who changed what about whom. actor_user_id is null when no session stood behind it: detail then says what did.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_user_id text references users (id),
  action text not null,
  target_kind text not null,
  target_id text not null,
  detail jsonb not null default '{}'
);
create index audit_log_by_target on audit_log (target_kind, target_id, id);

create index users_operators on users (id) where role = 'operator';

-- Wishes to broadcast; one open one per person.
create table broadcaster_applications (
  id text primary key,
  user_id text not null references users (id),
  reason text not null,
  state text not null check (state in ('open', 'approved', 'refused')),
  note text,
  created_at timestamptz not null,
  decided_at timestamptz,
  check ((state = 'open') = (decided_at is null))
);
create unique index broadcaster_applications_open on broadcaster_applications (user_id) where state = 'open';
create index broadcaster_applications_by_person on broadcaster_applications (user_id, created_at desc, id desc);
create index broadcaster_applications_by_age on broadcaster_applications (created_at, id);
