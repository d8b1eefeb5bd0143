-- What citizens propose, and what became of it.

-- The last receipt number given out in each year: numbers have no gaps.
create table proposal_counter (
    year integer primary key,
    last integer not null
) strict;

-- A proposal as it stands. How it came there is in proposal_event.
create table proposal (
    id integer primary key autoincrement,
    year integer not null,                      -- with `number` the receipt number, 2026-0147
    number integer not null,
    author integer references person on delete set null,  -- null: the author has left
    title text not null,
    problem text not null,
    wish text not null,
    field text not null,                        -- a field's id in the preset
    dong text,                                  -- administrative code, 10 digits; null = not told
    latitude real,                              -- where on the map, if the author shared it
    longitude real,
    photos text not null default '[]',          -- JSON array of the channel's names for the files
    state text not null check (state in ('submitted', 'supplement', 'returned', 'hidden', 'published', 'assigned',
        'adopted', 'partly', 'not_adopted', 'transferred', 'withdrawn')),
    before text,                                -- while hidden: the state that it goes back to
    revision integer not null default 1,        -- counts transitions; a button at the desk carries it
    submitted_at integer not null,
    published_at integer,
    decided_at integer,
    answer_by text not null,                    -- the last local day for the city's answer, 2026-12-23
    asked_at integer,                           -- while the author is asked: since when the clock stands
    supplement_by text,                         -- while the author is asked: their last local day
    remind_at integer,                          -- when they are reminded; null once done
    question text,                              -- what staff asked
    addition text,                              -- what the author answered
    department text,                            -- a department's id in the preset
    decision_ko text,
    decision_en text,
    planned_on text,                            -- when the city means to do it, a local day
    told integer,                               -- the notice by which followers heard of the last act; null = nobody
    unique (year, number)
) strict;
create index proposal_author on proposal (author);
create index proposal_state on proposal (state, submitted_at);
create index proposal_published on proposal (published_at);
create index proposal_remind on proposal (remind_at) where remind_at is not null;
-- The same words sent twice are shown to staff.
create index proposal_problem on proposal (problem);

-- Every transition. `actor` is a member of staff; an author is never named here.
create table proposal_event (
    id integer primary key autoincrement,
    proposal integer not null references proposal on delete cascade,
    at integer not null,
    act text not null,                          -- 'submit', 'publish', 'decide', 'mend', ..
    side text not null check (side in ('author', 'staff')),
    actor integer,
    state text not null,                        -- the state after it
    words_ko text,                              -- the reason, the question, the answer
    words_en text,
    department text,
    planned_on text
) strict;
create index proposal_event_proposal on proposal_event (proposal, id);

-- Who supports a proposal; one row is one 공감.
create table proposal_support (
    proposal integer not null references proposal on delete cascade,
    person integer not null references person on delete cascade,
    at integer not null,
    hears integer not null default 1 check (hears in (0, 1)),  -- 0: supports it, and wants no news
    primary key (proposal, person)
) strict, without rowid;
create index proposal_support_person on proposal_support (person);

-- Who wants to hear what becomes of it.
create table proposal_follow (
    proposal integer not null references proposal on delete cascade,
    person integer not null references person on delete cascade,
    at integer not null,
    primary key (proposal, person)
) strict, without rowid;
create index proposal_follow_person on proposal_follow (person);

-- Who says that something is wrong with it, once each. Staff settle them.
create table proposal_report (
    proposal integer not null references proposal on delete cascade,
    person integer not null references person on delete cascade,
    reason text not null check (reason in ('personal', 'abuse', 'advert', 'untrue', 'other')),
    at integer not null,
    settled_at integer,
    primary key (proposal, person)
) strict, without rowid;
create index proposal_report_open on proposal_report (proposal) where settled_at is null;
create index proposal_report_person on proposal_report (person);
