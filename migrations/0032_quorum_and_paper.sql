-- A quorum, and ballots on paper.

-- What has to be for a result to bind; the polls that there are keep having none.
alter table poll add column quorum_voters integer check (quorum_voters >= 1);    -- so many have to take part
alter table poll add column quorum_percent integer check (quorum_percent between 1 and 100);  -- such a part of the codes

-- What was counted on paper at a station. A sheet counts once somebody else than its author has confirmed
-- it; a correction is a sheet of its own, which takes the place of the former when it is confirmed.
create table poll_paper (
    id integer primary key autoincrement,
    poll integer not null references poll on delete cascade,
    state text not null check (state in ('waiting', 'returned', 'withdrawn', 'confirmed', 'replaced')),
    station text not null,
    sheet text not null,                        -- JSON: poll::paper::Sheet, what was counted
    author integer not null,                    -- no foreign key: what was done stays when they leave
    confirmed_by integer,
    replaces integer references poll_paper on delete cascade,
    reason text,                                -- why it was returned
    touched_at integer not null
) strict;
create index poll_paper_poll on poll_paper (poll, state);
