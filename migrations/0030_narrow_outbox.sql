-- A row that waits with a million others weighs less: most have no key, and the index over keys holds
-- only those that have one; what is open for a chat are few rows, whose lane is read from them.
create table outbox_3 (
    id integer primary key autoincrement,
    person integer references person on delete cascade,  -- null: a chat that is no person's, a group
    channel text not null,
    chat integer not null,
    lane integer not null check (lane in (0, 1, 2, 3)),  -- replies; personal notices; bulk; live cards
    -- channel::Outbound as JSON, or encrypted under the key of the poll named in `sealed`. Empty once
    -- it was sent or is not worth sending; kept with what failed, so that staff can send it again.
    payload blob not null,
    sealed integer,
    notice integer,                             -- with an empty payload: which notice's words it brings ...
    lang text,                                  -- ... in which language, null the reference ...
    part integer not null default 0,            -- ... and which of its messages, from 0
    key text,                                   -- sent at most once for each key
    state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'cancelled')),
    run integer,                                -- which run of the program holds it, while sending
    not_before integer not null,
    expires_at integer,                         -- worthless afterwards: cancelled, not sent late
    attempts integer not null default 0,
    unknown integer not null default 0,         -- sends whose outcome we never learned
    message integer,                            -- the channel's id of the sent message
    error text,                                 -- why it failed, or was cancelled
    settled_at integer
) strict;
insert into outbox_3 (id, person, channel, chat, lane, payload, sealed, notice, lang, part, key, state, run,
                      not_before, expires_at, attempts, unknown, message, error, settled_at)
    select id, person, channel, chat, lane, payload, sealed, notice, lang, part, key, state, run,
           not_before, expires_at, attempts, unknown, message, error, settled_at
    from outbox order by id;
-- Numbers go on where they were: a card that runs names its row.
delete from sqlite_sequence where name = 'outbox_3';
insert into sqlite_sequence (name, seq) select 'outbox_3', seq from sqlite_sequence where name = 'outbox';
drop table outbox;
alter table outbox_3 rename to outbox;
create unique index outbox_key on outbox (key) where key is not null;
create index outbox_ready on outbox (lane, not_before) where state = 'waiting';
create index outbox_open on outbox (chat) where state in ('waiting', 'sending');
create index outbox_sending on outbox (run) where state = 'sending';
create index outbox_sent on outbox (settled_at) where state = 'sent';
create index outbox_lost on outbox (settled_at) where state in ('failed', 'cancelled');
-- Erasing a person erases what is on its way to them.
create index outbox_person on outbox (person) where person is not null;
