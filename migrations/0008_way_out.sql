-- The way out, for many: what reaches many lies in the outbox as a reference to its words, so that
-- a row to one of a million costs what an address costs.

create table outbox_2 (
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
    key text unique,                            -- sent at most once for each key
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
insert into outbox_2 (id, person, channel, chat, lane, payload, sealed, notice, key, state, run, not_before,
                      expires_at, attempts, unknown, message, error, settled_at)
    select id, person, channel, chat, lane, payload, sealed,
           case when key like 'notice:%' then cast(substr(key, 8) as integer) end, key, state, run, not_before,
           expires_at, attempts, unknown, message, error, settled_at
    from outbox;
drop table outbox;
alter table outbox_2 rename to outbox;
-- An index ends with the row's number by itself. Sent rows of a notice are deleted at once, so that what
-- of it is open or lost is found among the few that are.
create index outbox_ready on outbox (lane, not_before) where state = 'waiting';
create index outbox_open on outbox (chat, lane) where state in ('waiting', 'sending');
create index outbox_sending on outbox (run) where state = 'sending';
create index outbox_sent on outbox (settled_at) where state = 'sent';
create index outbox_lost on outbox (settled_at) where state in ('failed', 'cancelled');
-- Erasing a person erases what is on its way to them.
create index outbox_person on outbox (person) where person is not null;

-- Cards on somebody's screen with a figure that runs: how many voted, which seats are free. One for
-- each person and thing, the latest; forgotten after minutes, so that nothing is done that nobody sees.
create table live_card (
    thing text not null,                        -- 'poll:3', 'forum:5'
    person integer not null references person on delete cascade,
    letter integer not null,                    -- the row of the outbox that brought it: its message
    figure integer not null,                    -- what stands on it
    shown_at integer not null,                  -- when it was opened
    edited_at integer not null,                 -- when it was last written
    primary key (thing, person)
) strict, without rowid;
create index live_card_person on live_card (person);
create index live_card_shown on live_card (shown_at);
