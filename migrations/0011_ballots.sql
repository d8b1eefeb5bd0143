-- Polls of every method: what else their rules have to say. The polls that there are keep the rules
-- that they had.

alter table poll add column picks_min integer not null default 1 check (picks_min >= 1);
alter table poll add column budget integer check (budget >= 1);  -- won to be spent, where costs decide
alter table poll add column points integer check (points >= 1);  -- the best mark, or the points to be given out
alter table poll add column fields text not null default '[]';   -- JSON: poll::Field, what options fall under
alter table poll add column blank integer not null default 0 check (blank in (0, 1));  -- a blank ballot may be cast

alter table poll_option add column field integer check (field >= 1);  -- the number of its field, from 1
alter table poll_option add column picture text;                      -- the channel's name for a picture of it

-- Ballots are stored with the letter of their kind: '1:7', 'A:1,3', 'R:3>1', 'S:1=5,3=2', and '-' for a blank
-- one. Those that lie there without one, '1,3', are sets and stay as they are.

-- The ballot that somebody opened last: a number that they type means that one. It tells nothing of
-- what they chose.
create table ballot_open (
    person integer primary key references person on delete cascade,
    poll integer not null references poll on delete cascade
) strict;
create index ballot_open_poll on ballot_open (poll);
