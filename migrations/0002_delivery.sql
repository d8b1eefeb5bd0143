-- What came in and what goes out.

-- Update ids that were taken, with their effects, in the same transaction. Kept 72 hours.
create table update_taken (
    channel text not null,
    id integer not null,
    at integer not null,
    primary key (channel, id)
) strict, without rowid;
create index update_taken_at on update_taken (at);

-- Updates whose handling failed, raw, with the error. `sealed` is the poll under whose key `raw`
-- is encrypted: a press on a ballot tells a choice.
create table set_aside (
    id integer primary key,
    channel text not null,
    update_id integer,
    raw blob not null,
    sealed integer,
    error text not null,
    at integer not null,
    retried_at integer
) strict;

-- A message to one chat. `payload` is channel::Outbound as JSON, or encrypted under the key of the
-- poll named in `sealed`. It is emptied when the message is sent.
create table outbox (
    id integer primary key autoincrement,
    person integer references person on delete cascade,  -- null: a chat that is no person's, a group
    channel text not null,
    chat integer not null,
    lane integer not null check (lane in (0, 1, 2)),  -- replies; personal notices; bulk
    payload blob not null,
    sealed integer,
    key text unique,                            -- sent at most once for each key
    state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'cancelled')),
    run integer,                                -- which run of the program holds it, while sending
    not_before integer not null,
    expires_at integer,                         -- worthless afterwards: cancelled, not sent late
    attempts integer not null default 0,
    unknown integer not null default 0,         -- sends whose outcome we never learned
    message integer,                            -- the channel's id of the sent message
    error text,
    made_at integer not null,
    settled_at integer
) strict;
create index outbox_ready on outbox (lane, not_before, id) where state = 'waiting';
create index outbox_open on outbox (channel, chat, lane, id) where state in ('waiting', 'sending');
create index outbox_sending on outbox (run) where state = 'sending';
create index outbox_settled on outbox (settled_at) where state in ('sent', 'failed', 'cancelled');

-- Bytes of a file until they are sent.
create table outgoing_file (
    id integer primary key,
    name text not null,
    bytes blob not null,
    made_at integer not null
) strict;

-- Until when nothing may be sent to a chat (or, chat 0, to anybody) because the channel said so.
create table freeze (
    channel text not null,
    chat integer not null,
    until integer not null,
    primary key (channel, chat)
) strict, without rowid;

-- Each start of the program. What a former run was sending is taken up by the next.
create table run (
    id integer primary key autoincrement,
    started_at integer not null
) strict;
-- Erasing a person erases what is on its way to them.
create index outbox_person on outbox (person);
create index outbox_failed on outbox (id) where state = 'failed';
