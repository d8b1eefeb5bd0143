-- Votes on site, on the telephone of a helper of the staff, and codes that were used at a desk.

-- Where a code was used, if not on a telephone of its owner. Null: on one, or not at all.
alter table poll_code add column used_at text check (used_at in ('onsite', 'paper'));

-- Somebody whom a helper is helping right now: at most one at a time. Nothing of it stays once they
-- have voted or gone; what lies here was not submitted.
create table poll_help (
    helper integer primary key references person on delete cascade,
    poll integer not null references poll on delete cascade,
    number integer not null,                    -- drawn at random: the buttons carry it, so that old ones show
    code blob check (length(code) = 32),        -- the hash inside of the code that was shown
    entry blob check (length(entry) = 32),      -- or a keyed hash of what stands in the register at the desk
    sealed blob,                                -- what is chosen so far, encrypted under the poll's key
    message integer,                            -- the message that is the ballot, in the helper's chat
    touched_at integer not null
) strict;
create index poll_help_poll on poll_help (poll);

-- What in the register at the desk has voted, where there are no codes: keyed hashes, in the order of
-- the hashes. Emptied with the poll's key.
create table poll_register (
    poll integer not null references poll on delete cascade,
    entry blob not null check (length(entry) = 32),
    primary key (poll, entry)
) strict, without rowid;

-- How many voted with whose help. No time: the order of arrival at a desk is seen by everybody there,
-- and nothing that is kept may bring it together with the order of the log.
create table poll_helped (
    poll integer not null references poll on delete cascade,
    helper integer not null,                    -- no foreign key: what was done stays when they leave
    voters integer not null,
    primary key (poll, helper)
) strict, without rowid;
