-- What can be proved about a poll (VOTING: protocol M-1). Nothing here names a person, and nothing tells a
-- choice to somebody without the poll's keys, which lie outside this database.

-- One log a poll. Polls that were over before there were logs have none.
create table poll_log (
    poll integer primary key references poll on delete cascade,
    frozen text not null,                       -- canonical JSON whose SHA-256 is the poll's hash; '' if it cannot be told
    verifier text not null,                     -- who checks its checkpoints: name+number+key
    objection_days integer not null check (objection_days between 0 and 14),  -- the handles' key is kept so long after the close
    audit_hours integer not null check (audit_hours >= 0),  -- and the salts' key so long after that
    size integer not null,                      -- leaves so far
    edge blob not null,                         -- the tree's right edge: a hash for each one in the size's binary digits
    handles_destroyed_at integer,               -- its ballots have other handles since then
    salts_destroyed_at integer                  -- from then on no leaf can be opened
) strict;

-- The public part of a leaf. Its number is the order of arrival, so that it stands in no row of a ballot.
create table poll_leaf (
    poll integer not null references poll on delete cascade,
    number integer not null check (number >= 1),
    hash blob not null check (length(hash) = 32),
    primary key (poll, number)
) strict, without rowid;

-- What a leaf says, encrypted under the salts' key, all of a poll of one length; deleted with that key.
create table poll_opening (
    poll integer not null references poll on delete cascade,
    number integer not null,
    sealed blob not null,
    primary key (poll, number)
) strict, without rowid;

-- The tree's node over each 256 leaves: so that a proof does not read all of them.
create table poll_block (
    poll integer not null references poll on delete cascade,
    place integer not null,                     -- from 0: the leaves 256 * place + 1 and on
    hash blob not null check (length(hash) = 32),
    primary key (poll, place)
) strict, without rowid;

-- Signed states of a log (C2SP tlog-checkpoint), as they were published.
create table poll_checkpoint (
    poll integer not null references poll on delete cascade,
    size integer not null,
    root blob not null check (length(root) = 32),
    note text not null,
    at integer not null,
    filed integer not null default 0 check (filed in (0, 1)),  -- it stands in the file that the city chose
    primary key (poll, size)
) strict, without rowid;
create index poll_checkpoint_unfiled on poll_checkpoint (poll) where filed = 0;

-- Leaves that their voters had opened to see whether they say what was shown: they do not count. `owner` is
-- an HMAC under the handles' key: only the voter's own chat is told that it was this one.
create table poll_challenge (
    poll integer not null references poll on delete cascade,
    number integer not null,
    owner blob not null check (length(owner) = 32),
    primary key (poll, number)
) strict, without rowid;

-- The number of a ballot's leaf, encrypted under the handles' key. Null: cast before there were logs, or
-- after the handles' key was destroyed.
alter table ballot add column leaf blob;
