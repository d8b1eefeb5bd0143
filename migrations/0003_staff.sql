-- Who may do what, and who did what.

create table staff (
    person integer primary key references person on delete cascade,
    role text not null check (role in ('moderator', 'clerk', 'coordinator', 'admin')),
    granted_at integer not null
) strict;

-- One-time invitations. Only a hash is kept: the link itself is shown once.
create table invitation (
    id integer primary key,
    secret_hash blob not null unique,           -- SHA-256 of the 128 random bits in the link
    role text not null check (role in ('moderator', 'clerk', 'coordinator', 'admin')),
    made_at integer not null,
    expires_at integer not null,
    used_by integer,
    used_at integer
) strict;

-- What staff did. Never changed, never deleted.
create table audit (
    id integer primary key autoincrement,
    at integer not null,
    actor integer,                              -- person; null = the command line or the clock
    act text not null,                          -- 'proposal.publish', 'poll.open', ..
    object text not null,                       -- 'proposal=147'
    detail text not null                        -- JSON; no text written by citizens
) strict;
create trigger audit_unchanged before update on audit begin select raise(abort, 'the audit trail is append-only'); end;
create trigger audit_kept before delete on audit begin select raise(abort, 'the audit trail is append-only'); end;
