-- Whatever people gather at, who comes, and what they are reminded of.

create table forum (
    id integer primary key autoincrement,
    title text not null,
    title_en text,                              -- null = in Korean only, as everywhere below
    about text,                                 -- null = the title says it all
    about_en text,
    starts_at integer not null,
    ends_at integer,                            -- null = not told; it counts as over after three hours
    place text,                                 -- null = nowhere but online
    address text,
    latitude real,                              -- both or neither
    longitude real,
    link text,                                  -- shown to those who signed up, nobody else
    capacity integer check (capacity > 0),      -- null = no limit
    area text not null default '',              -- whom it is announced to: '' the city, 5 digits a gu, 10 a dong
    field text,                                 -- .. and what interests them; null = anything
    reminders text not null,                    -- JSON array of minutes before the beginning
    state text not null default 'announced' check (state in ('announced', 'closed', 'cancelled', 'over')),
    revision integer not null default 1,        -- counts up with every change that people are told of
    freed integer not null default 0,           -- how often those who wait were told of free seats
    notice integer,                             -- the announcement, for a correction
    reason text,                                -- why it was cancelled
    reason_en text,
    made_at integer not null,
    check ((latitude is null) = (longitude is null)),
    check (place is not null or link is not null)
) strict;
create index forum_to_come on forum (starts_at) where state in ('announced', 'closed');

-- Who signed up. Never more than the forum's capacity.
create table seat (
    forum integer not null references forum on delete cascade,
    person integer not null references person on delete cascade,
    at integer not null,
    primary key (forum, person)
) strict, without rowid;
create index seat_person on seat (person);

-- Who wants to be told when a seat is free.
create table wait (
    forum integer not null references forum on delete cascade,
    person integer not null references person on delete cascade,
    at integer not null,
    primary key (forum, person)
) strict, without rowid;
create index wait_person on wait (person);

-- When people are reminded: planned with the forum, planned anew when it moves, gone when it is
-- cancelled. `cursor` is the person up to whom it was sent: many people take several pages.
create table reminder (
    forum integer not null references forum on delete cascade,
    minutes integer not null,
    due_at integer not null,
    cursor integer not null default 0,
    done_at integer,
    primary key (forum, minutes)
) strict, without rowid;
create index reminder_due on reminder (due_at) where done_at is null;
