META
key;value
num_projects;1
num_votes;2
budget;10.5
vote_type;approval
PROJECTS
project_id;cost;name
1;5.25;"Lamps; and ""more"""
2;6;Benches
VOTES
voter_id;vote
a;1, 2
b;
