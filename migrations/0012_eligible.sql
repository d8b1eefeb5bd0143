-- Who may vote in a poll, beyond the area that it has: frozen with its hash. The polls that there are
-- keep the rules that they had.
alter table poll add column eligible text not null default '{}';  -- JSON: poll::Eligible

-- What somebody has shown for one poll, and since when they count as one who may vote in it: whoever
-- moves away after they voted stays on the roll. Nothing of what they chose. Emptied with the poll's
-- key; who leaves takes their lines along.
create table poll_roll (
    poll integer not null references poll on delete cascade,
    person integer not null references person on delete cascade,
    age integer check (age in (0, 1)),          -- whether they said that their age fits; null = not asked. Never the age
    code integer not null default 0 check (code in (0, 1)),  -- 1: they came with a code. Not with which
    admitted text,                              -- the city's calendar day of their first vote
    gu text,                                    -- where they belonged then, five digits
    tie text,                                   -- how they belonged there
    primary key (poll, person)
) strict, without rowid;
create index poll_roll_person on poll_roll (person);

-- Codes that each give one vote: only their hashes, of 80 random bits, which may be published
-- (VOTING: protocol M-1). No column names a person, and they lie in the order of their hashes.
create table poll_code (
    poll integer not null references poll on delete cascade,
    hash blob not null check (length(hash) = 32),
    used blob check (length(used) = 32),        -- the hash inside the hash, from when it was used on
    primary key (poll, hash)
) strict, without rowid;

-- Wrong codes that somebody sent lately: too many, and the next is not looked at for a while.
create table poll_code_try (
    person integer primary key references person on delete cascade,
    since integer not null,
    tries integer not null
) strict;
