-- Who takes part, and what they are in the middle of.

-- Facts about this file itself. 'kind' is 'demo' or 'real': the two never mix.
create table meta (
    key text primary key,
    value text not null
) strict, without rowid;

-- A visitor has looked around and agreed to nothing: chat, language and where a link led them,
-- purged after 24 hours. A member has given both consents. Who leaves is deleted; an id is never
-- used again (autoincrement), so that what remembers a bare number remembers nobody.
create table person (
    id integer primary key autoincrement,
    channel text not null,
    chat integer not null,                      -- the person's private chat in that channel
    lang text not null,
    standing text not null default 'visitor' check (standing in ('visitor', 'member')),
    target text,                                -- a deep link's payload that waits for consent
    dong text,                                  -- administrative code, 10 digits; null = not told
    tie text check (tie in ('lives', 'works', 'studies')),   -- how they belong to that dong
    interests text not null default '[]',       -- JSON array of field ids
    nickname text,
    hears text not null default '["polls","forums","news"]', -- JSON array: what to hear of
    stopped integer not null default 0 check (stopped in (0, 1)),  -- 1: no notices but their own affairs
    gone_at integer,                            -- when the channel said that we cannot reach them
    dialogue text,                              -- the kind of dialogue they are in; null = none
    misses integer not null default 0,          -- messages in a row that we did not understand
    met_at integer not null,
    seen_at integer not null,
    joined_at integer,
    unique (channel, chat)
) strict;
create index person_visitors on person (seen_at) where standing = 'visitor';
create index person_dong on person (dong) where standing = 'member';

-- What a person agreed to, when, and to which text. Kept three years after withdrawal as proof;
-- after leaving, `person` is a number that leads to nobody.
create table consent (
    id integer primary key,
    person integer not null,
    item text not null,                         -- 'collection', 'transfer', 'age'
    version integer not null,
    granted integer not null check (granted in (0, 1)),
    at integer not null
) strict;
create index consent_person on consent (person);

-- One row for each conversation that a person has open or has put aside as a draft.
create table dialogue (
    person integer not null references person on delete cascade,
    kind text not null,                         -- the variant of bot::Dialogue
    state text not null,                        -- JSON
    step integer not null,                      -- counts up; a button carries the step it belongs to
    saved_at integer not null,
    primary key (person, kind)
) strict, without rowid;
