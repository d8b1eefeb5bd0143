-- How many took part, kept beside who did: a card that is looked at costs the same at ten voters and
-- at a million. Written by the database alone, so that no statement can forget it; the close counts
-- the rows themselves.
create table turnout_count (
    poll integer not null references poll on delete cascade,
    gu text not null,                           -- '' where none was told
    voters integer not null,
    primary key (poll, gu)
) strict, without rowid;
insert into turnout_count (poll, gu, voters)
    select poll, coalesce(gu, ''), count(*) from turnout group by poll, coalesce(gu, '');

create trigger turnout_came after insert on turnout begin
    insert into turnout_count (poll, gu, voters) values (new.poll, coalesce(new.gu, ''), 1)
        on conflict (poll, gu) do update set voters = voters + 1;
end;
create trigger turnout_went after delete on turnout begin
    update turnout_count set voters = voters - 1 where poll = old.poll and gu = coalesce(old.gu, '');
end;
create trigger turnout_moved after update of poll, gu on turnout begin
    update turnout_count set voters = voters - 1 where poll = old.poll and gu = coalesce(old.gu, '');
    insert into turnout_count (poll, gu, voters) values (new.poll, coalesce(new.gu, ''), 1)
        on conflict (poll, gu) do update set voters = voters + 1;
end;
