-- Rooms, streams and the journal that a room's status is folded from. Facts are append-only: rows of push_facts,
-- stream_observations and room_stops are never updated (old
-- observations that say nothing new are dropped).

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
  -- When the provider is to be asked about the room next (null: nothing to ask), when it was asked last, and since
  -- when something is in doubt that only its answer can settle.
  check_at timestamptz,
  checked_at timestamptz,
  doubted_at timestamptz,
  version integer not null,
  created_at timestamptz not null
);
create index rooms_to_check on rooms (check_at) where check_at is not null;
create index rooms_newest on rooms (created_at desc, id desc);
create index rooms_newest_by_phase on rooms (phase, created_at desc, id desc);
create index rooms_newest_by_owner on rooms (owner_id, created_at desc, id desc);

-- A room's streams; the newest generation is current, and made_because says why there is more than one. Desired state
-- is driven to the provider by a reconciler: desired_generation rises with each change of mind, applied_generation
-- follows what the provider confirmed, apply_at says when to try (null: nothing to do).
create table streams (
  name text primary key,
  room_id text not null references rooms (id),
  generation integer not null,
  provider text not null,
  made_because text not null check (made_because in ('opened', 'taken-over', 'conflict', 'drop-unconfirmed')),
  desired_state text not null default 'allowed' check (desired_state in ('allowed', 'forbidden')),
  desired_generation integer not null default 1,
  applied_generation integer not null default 1,
  apply_at timestamptz,
  apply_failures integer not null default 0,
  -- When a push URL was issued last, and when the last of them expires.
  urls_issued_at timestamptz,
  urls_expire_at timestamptz,
  created_at timestamptz not null,
  unique (room_id, generation)
);
create index streams_to_apply on streams (apply_at) where apply_at is not null;

-- Every push URL that was issued (never the URL itself). A start is bound to one of them by its token.
create table push_url_issues (
  id text primary key,
  stream_name text not null references streams (name),
  device_id text not null,
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
  -- A claim must not stand in the way of the proof that comes later.
  primary key (stream_name, sequence, type, binding)
);
create index push_facts_by_receipt on push_facts (stream_name, received_at);

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

-- Which of the broadcaster's devices may publish: the one that was issued the newest push URL. Its heartbeats are kept
-- as the latest run, not as a row per beat. pushing_since to pushing_at is the latest unbroken run of "I push";
-- idle_since, when it says that it does not.
create table publisher_leases (
  room_id text primary key references rooms (id),
  device_id text not null,
  taken_at timestamptz not null,
  heartbeat_at timestamptz,
  pushing_since timestamptz,
  pushing_at timestamptz,
  idle_since timestamptz
);

-- Work that one process does for all; times are the database's own, so that no node's clock decides.
create table worker_leases (
  name text primary key,
  holder text not null,
  expires_at timestamptz not null,
  worked_at timestamptz not null
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
