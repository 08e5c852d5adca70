-- Amounts are decimal text and are added exactly; the database never computes with them.
create table budget (
    dataset text not null,
    epoch integer not null,
    file_digest text not null unique,
    unit text not null,
    epsilon text not null,
    salt text not null,
    primary key (dataset, epoch)
);

create table budget_charge (
    id integer primary key autoincrement,
    dataset text not null,
    epoch integer not null,
    principal text not null,
    unit text not null,
    protected_change text not null,
    mechanism text not null,
    epsilon text not null,
    state text not null check (state in ('reserved', 'spent')),
    salt text not null,
    foreign key (dataset, epoch) references budget (dataset, epoch)
);
create index budget_charge_dataset on budget_charge (dataset, epoch);

create table budget_refusal (
    id integer primary key autoincrement,
    dataset text not null,
    principal text not null,
    mechanism text not null,
    epsilon text not null,
    code text not null,
    salt text not null
);
