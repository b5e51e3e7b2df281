-- What a person may do beyond watching. With the open policy, everybody may broadcast without it.
alter table users add column role text not null default 'viewer'
  check (role in ('viewer', 'broadcaster', 'moderator', 'operator'));
