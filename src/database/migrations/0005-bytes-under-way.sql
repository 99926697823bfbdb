-- Read of the objects of the batch that have not ended, as its worker last told: a large object moves the progress before
-- it is done. Nothing is decided by it.
alter table batches add column bytes_under_way bigint not null default 0;
