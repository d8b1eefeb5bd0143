-- Polls that somebody would publish and that another member of staff has to see first. A row goes when
-- its poll is published or its author takes it back; one that nobody touches is forgotten like a draft.
create table poll_asked (
    id integer primary key autoincrement,
    author integer not null references person on delete cascade,
    plan text not null,                         -- JSON: poll::Plan, as it was reviewed
    touched_at integer not null,                -- when it was asked for, or returned
    reason text                                 -- why it was returned; null: it waits
) strict;
create index poll_asked_author on poll_asked (author);
