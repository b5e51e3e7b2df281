-- WeChat's server API: the token that all nodes share, pictures and their checks, and messages about rooms that go live.

-- One row for each mini-program. The token is sealed with a key that is made of the AppSecret: whoever could open it
-- could as well fetch one. From refresh_at on a new one is fetched, by whoever holds the lease until refreshing_until,
-- which the database's own clock decides.
create table wechat_tokens (
  app_id text primary key,
  sealed_token text,
  expires_at timestamptz,
  refresh_at timestamptz,
  refreshing_until timestamptz,
  -- When WeChat was last told to give another token though it thought the old one good: rare, and limited by WeChat.
  forced_at timestamptz
);

-- Pictures that people uploaded. check_at says when WeChat is to be asked about one next (null: nothing to ask).
create table images (
  id text primary key,
  owner_id text not null references users (id),
  purpose text not null check (purpose in ('avatar', 'cover')),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  width integer not null,
  height integer not null,
  state text not null check (state in ('pending', 'approved', 'rejected')),
  check_at timestamptz,
  checks integer not null default 0,
  created_at timestamptz not null,
  decided_at timestamptz
);
create index images_to_check on images (check_at) where check_at is not null;
create index images_by_owner on images (owner_id, created_at desc);

-- What WeChat calls each question about an image; its answer comes later and names it.
create table image_checks (
  trace_id text primary key,
  image_id text not null references images (id),
  asked_at timestamptz not null
);
create index image_checks_by_image on image_checks (image_id);

create table image_bytes (
  image_id text primary key references images (id),
  bytes bytea not null
);

-- cover_image_id is the picture that was asked for; it becomes cover_url when it is approved.
alter table rooms
  add column announcement text,
  add column cover_image_id text references images (id);
create index rooms_by_cover_image on rooms (cover_image_id) where cover_image_id is not null;

-- Who wants a message when a room goes live; one acceptance is good for one message. A row that is taken for sending
-- is never taken again: what became of a message whose sender died stays unknown.
create table room_subscriptions (
  room_id text not null references rooms (id),
  user_id text not null references users (id),
  template_id text not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'failed', 'unknown')),
  subscribed_at timestamptz not null,
  taken_at timestamptz,
  primary key (room_id, user_id)
);
create index room_subscriptions_waiting on room_subscriptions (room_id) where state = 'waiting';

-- Rooms that went live and whose subscribers are being told. next_at null: all were.
create table room_start_notices (
  room_id text primary key references rooms (id),
  began_at timestamptz not null,
  next_at timestamptz
);
create index room_start_notices_due on room_start_notices (next_at) where next_at is not null;
