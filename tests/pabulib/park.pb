META
key;value
description;Priority projects of a park
country;Korea, Republic of
unit;Seongnam
instance;2026
num_projects;4
num_votes;11
budget;1000
vote_type;approval
rule;greedy
date_begin;01.03.2026
date_end;31.03.2026
min_length;1
max_length;4
min_project_score_threshold;5
language;ko
currency;KRW
PROJECTS
project_id;cost;votes;name;category;selected
lamps;600;6;"Lamps; along the river";safety;1
benches;500;5;Benches;rest;0
signs;400;4;Signs;safety;1
bridge;2000;0;A bridge;rest;0
VOTES
voter_id;vote;age
1;lamps,benches;34
2;lamps;41
3;lamps;28
4;lamps;70
5;lamps;55
6;lamps;19
7;benches,signs;33
8;benches,signs;62
9;benches,signs;47
10;benches,signs;23
11;;38
