-- Votes on priority projects.

-- A poll is made when it is published: what is being prepared lies in the clerk's dialogue. From then
-- on its question, options and rules never change; `hash` is the proof. No poll is ever deleted but
-- those of the example data.
create table poll (
    id integer primary key autoincrement,
    state text not null check (state in ('scheduled', 'open', 'closed', 'published', 'cancelled')),
    question text not null,                     -- JSON: bot::Words
    description text,                           -- JSON: bot::Words
    method text not null,                       -- the name of a voting method
    picks integer not null check (picks >= 1),  -- how many options one may choose at most
    seats integer not null check (seats >= 1),  -- how many options are chosen in the end
    area text not null default '',              -- who may vote: '' the city, 5 digits a gu, 10 a dong
    needs_dong integer not null check (needs_dong in (0, 1)),  -- only who has told where they belong
    opens_at integer not null,
    closes_at integer not null check (closes_at > opens_at),
    publishing text not null check (publishing in ('at_close', 'by_hand')),
    hash text not null,                         -- SHA-256 of the canonical JSON of all of the above
    announced integer,                          -- the notice that announced it
    told integer,                               -- the notice that told its result
    result text,                                -- JSON: voting::Outcome, once counted
    correction text,                            -- JSON: bot::Words, the latest correcting note
    corrections integer not null default 0,
    cancel_reason text,                         -- JSON: bot::Words
    made_at integer not null,
    closed_at integer,                          -- when it was counted or cancelled
    key_destroyed_at integer                    -- from then on no ballot can be linked to a person
) strict;
create index poll_state on poll (state, closes_at);

-- What one can choose. `id` is the registered number, from 1: it is what people say aloud.
create table poll_option (
    poll integer not null references poll on delete cascade,
    id integer not null check (id >= 1),
    title text not null,                        -- JSON: bot::Words
    about text,                                 -- JSON: bot::Words
    cost integer,                               -- won
    place text,
    proposal integer,                           -- the proposal that it comes from
    primary key (poll, id)
) strict, without rowid;

-- Who took part: never what they chose. `person` is no foreign key: after leaving it is a number that
-- leads to nobody, and the count stays right. No time of day, no order of arrival.
create table turnout (
    poll integer not null references poll on delete cascade,
    person integer not null,
    channel text not null,
    day text not null,                          -- the city's calendar day
    gu text,                                    -- where they belonged then, five digits
    primary key (poll, person)
) strict, without rowid;
create index turnout_person on turnout (person);

-- What was chosen: never by whom. `handle` is an HMAC of the account under the poll's key, which lies
-- outside this database and is destroyed after the count. No time, no sequence.
create table ballot (
    poll integer not null references poll on delete cascade,
    handle blob not null check (length(handle) = 16),
    choices text not null,                      -- registered numbers in order: '1,3'
    primary key (poll, handle)
) strict, without rowid;

-- Choices not submitted yet, encrypted under the poll's key and all of one length.
create table ballot_draft (
    poll integer not null references poll on delete cascade,
    person integer not null references person on delete cascade,
    sealed blob not null,
    primary key (poll, person)
) strict, without rowid;
create index ballot_draft_person on ballot_draft (person);
