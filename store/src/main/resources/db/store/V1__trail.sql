-- Entries that are committed but not yet in the log. log_index is set before the log is written, so that a crash can be told
-- from a duplicate.
create table trail_pending (
    id integer primary key autoincrement,
    entry text not null,
    log_index integer
);

-- Where each entry stands in the log: an index, checked against it.
create table trail_index (
    id integer primary key,
    log_index integer not null unique,
    leaf_hash text not null
);

-- The newest checkpoint that this store has seen; a log that is shorter was rolled back.
create table trail_head (
    one integer primary key check (one = 1),
    size integer not null,
    root text not null
);
insert into trail_head (one, size, root) values (1, 0, '');
