-- Which state of the identifiers: 16 hexadecimal digits of src/detection/identifier-set-version.ts; null: recorded before
-- there were any.

-- Of the process that began the run, whose selection it is.
alter table runs add column identifier_set text collate "C";
-- Of the process that read the object.
alter table findings add column identifier_set text collate "C";
