-- One text to many, and what the city announced.

-- What reaches many is one row, written in the commit that flips the state of what it tells. Its
-- recipients follow by cursor, a page at a time, each as a row of the outbox.
create table notice (
    id integer primary key autoincrement,
    key text not null unique,                   -- what it tells: 'poll-result:3'. Told once.
    audience text not null,                     -- JSON: notice::Audience
    lane integer not null check (lane in (1, 2)),
    -- 1: nobody asked for it, so it waits while people sleep, and who has stopped everything gets no more of it.
    unasked integer not null check (unasked in (0, 1)),
    state text not null check (state in ('sending', 'paused', 'done', 'stopped')),
    cursor integer not null default 0,          -- the last person who was put on the list
    total integer,                              -- how many there were when it was published, if somebody counted
    posted integer not null default 0,          -- people whose messages lie in the outbox or did
    sent integer,                               -- once all are settled: people who have it
    failed integer,                             -- and people whom it could not reach
    made_at integer not null,
    done_at integer,                            -- all recipients found, or stopped
    settled_at integer,                         -- nothing of it waits in the outbox any more
    forgotten_at integer                        -- whom it went to is no longer known
) strict;
create index notice_sending on notice (lane, id) where state = 'sending';
create index notice_remembered on notice (done_at) where forgotten_at is null;
create index notice_unsettled on notice (id) where settled_at is null and state in ('done', 'stopped');

-- Its words in each language: JSON array of channel::Outbound, more than one if the text is long.
create table notice_text (
    notice integer not null references notice on delete cascade,
    lang text not null,
    messages text not null,
    primary key (notice, lang)
) strict, without rowid;

-- Whom it was put on its way to: a correction goes to the same people. Kept 90 days.
create table notice_recipient (
    notice integer not null references notice on delete cascade,
    person integer not null references person on delete cascade,
    primary key (notice, person)
) strict, without rowid;
create index notice_recipient_person on notice_recipient (person);

-- What staff wrote to the public. `area` and `field` say for whom; both empty: for everybody.
create table announcement (
    notice integer primary key references notice on delete cascade,
    author integer,                             -- a person; a bare number once they have left
    area text not null default '',              -- five digits a gu, ten a dong, '' the whole city
    field text,                                 -- an interest
    ko text not null,
    en text,
    corrects integer references announcement    -- the announcement that this one puts right
) strict;
create index announcement_corrects on announcement (corrects) where corrects is not null;

-- What of a notice is not yet sent, or never will be, is counted by its key.
create index outbox_unsent on outbox (key) where key is not null and state <> 'sent';
