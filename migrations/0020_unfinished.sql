-- Ballots that were begun and not submitted: who was reminded of theirs, and how many stayed so.

-- How far a reminder of unfinished ballots is: whom it went to is not asked again.
create table poll_nudge (
    poll integer not null references poll on delete cascade,
    hours integer not null check (hours in (48, 6)),  -- before the close
    cursor integer not null default 0,          -- the last person who was looked at
    done_at integer,                            -- nobody is left
    primary key (poll, hours)
) strict, without rowid;

-- How many had begun a ballot and not submitted one when the poll closed. The drafts are deleted then;
-- polls that closed before this was counted have no row.
create table poll_unfinished (
    poll integer primary key references poll on delete cascade,
    ballots integer not null check (ballots >= 0)
) strict;
