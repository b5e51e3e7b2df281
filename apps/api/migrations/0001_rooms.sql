-- Rooms, streams and the journal that a room's status is folded from. Facts are append-only; every table whose
-- name ends in _facts, _observations or _stops is never updated.

create table users (
  id text primary key,
  openid text not null unique,
  display_name text not null,
  created_at timestamptz not null
);

-- A token is stored only as its keyed hash.
create table sessions (
  token_hash text primary key,
  user_id text not null references users (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- phase, until_at, started_at, ended_at and end_reason are the fold of the facts, kept for reading; version rises
-- with every visible change of it.
create table rooms (
  id text primary key,
  owner_id text not null references users (id),
  title text not null,
  cover_url text,
  starts_at timestamptz,
  reconnect_window_seconds integer not null check (reconnect_window_seconds between 0 and 1800),
  phase text not null check (phase in ('unstarted', 'live', 'interrupted', 'ended')),
  until_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('broadcaster', 'operator', 'window')),
  -- When the API came back after an outage: no reconnect window runs while nobody could be heard.
  recovered_at timestamptz,
  version integer not null,
  created_at timestamptz not null
);
create index rooms_newest on rooms (created_at desc, id desc);
create index rooms_newest_by_phase on rooms (phase, created_at desc, id desc);

-- A room's streams; the newest generation is current. Desired state is driven to the provider by a reconciler:
-- desired_generation rises with each change of mind, applied_generation follows what the provider confirmed.
create table streams (
  name text primary key,
  room_id text not null references rooms (id),
  generation integer not null,
  provider text not null,
  desired_state text not null default 'allowed' check (desired_state in ('allowed', 'forbidden')),
  desired_generation integer not null default 1,
  applied_generation integer not null default 1,
  created_at timestamptz not null,
  unique (room_id, generation)
);

-- Every push URL that was issued (never the URL itself). A start is bound to one of them by its token.
create table push_url_issues (
  id text primary key,
  stream_name text not null references streams (name),
  reason text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index push_url_issues_by_stream on push_url_issues (stream_name, issued_at desc);

-- What the provider said. sequence is 19 digits: text, never a number. details explain and decide nothing.
create table push_facts (
  stream_name text not null references streams (name),
  sequence text not null,
  type text not null check (type in ('push.started', 'push.ended')),
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  binding text not null check (binding in ('bound', 'unbound', 'mismatched')),
  push_url_issue_id text references push_url_issues (id),
  end_code integer,
  end_sub_code integer,
  details jsonb not null default '{}',
  primary key (stream_name, sequence, type)
);

-- What the provider answered when it was asked.
create table stream_observations (
  id bigint generated always as identity primary key,
  stream_name text not null references streams (name),
  state text not null check (state in ('active', 'inactive', 'forbidden')),
  observed_at timestamptz not null
);
create index stream_observations_by_stream on stream_observations (stream_name, observed_at);

-- Stops and reopenings; the highest generation decides, a stop wins a tie.
create table room_stops (
  room_id text not null references rooms (id),
  generation integer not null,
  type text not null check (type in ('stopped', 'reopened')),
  reason text check (reason in ('broadcaster', 'operator', 'window')),
  by_user_id text references users (id),
  at timestamptz not null,
  primary key (room_id, generation, type),
  check ((type = 'stopped') = (reason is not null))
);

-- The broadcaster's latest heartbeat: a lease, not a row per beat.
create table broadcaster_leases (
  room_id text primary key references rooms (id),
  pushing boolean not null,
  heartbeat_at timestamptz not null
);

-- Rooms whose truth the provider has to be asked for.
create table reconcile_requests (
  room_id text primary key references rooms (id),
  reason text not null,
  requested_at timestamptz not null
);

-- Callbacks that no later query could recover (records, snapshots, moderation), secrets taken out. verified says
-- whether the signature was fresh when it came.
create table provider_events (
  digest text primary key,
  provider text not null,
  event_type integer not null,
  stream_name text,
  verified boolean not null,
  -- JSON text, not jsonb: a provider's (or forger's) strings may hold what jsonb refuses.
  payload text not null,
  received_at timestamptz not null
);

-- Room changes for the consumers that tell others; written with the change, taken with skip locked.
create table outbox (
  id bigint generated always as identity primary key,
  room_id text not null references rooms (id),
  version integer not null,
  type text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  unique (room_id, version)
);
create index outbox_unpublished on outbox (id) where published_at is null;

-- One room per key: a retried create finds the room of the first try.
create table idempotency_keys (
  user_id text not null references users (id),
  operation text not null,
  key text not null,
  request_hash text not null,
  room_id text references rooms (id),
  created_at timestamptz not null,
  primary key (user_id, operation, key)
);
