-- An index of the run records among the blobs; every row can be derived from them, and is checked against them.
create table run (
    id text primary key,
    experiment text not null,
    name text not null,
    started text not null,
    finished text not null,
    record text not null
);
create index run_experiment on run (experiment, started);

create table run_data (
    run text not null references run (id),
    role text not null,
    name text not null,
    file_digest text not null,
    primary key (run, role, name)
);
create index run_data_digest on run_data (file_digest);

create table run_model (
    run text not null references run (id),
    name text not null,
    digest text not null,
    direction text not null check (direction in ('used', 'produced')),
    primary key (run, name, digest)
);
create index run_model_digest on run_model (digest);

create table run_evidence (
    run text not null references run (id),
    evidence text not null,
    kind text not null,
    primary key (run, evidence)
);
create index run_evidence_id on run_evidence (evidence);

create table model (
    name text not null,
    version integer not null,
    digest text not null,
    algorithm text not null,
    run text not null references run (id),
    salt text not null,
    primary key (name, version),
    unique (name, digest)
);

create table results (
    run text not null references run (id),
    path text not null,
    digest text not null,
    primary key (run, path)
);
