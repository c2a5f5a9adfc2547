-- A view may be shared with the people of one unit.
alter table saved_view add column unit_id uuid references unit;
create index saved_view_unit on saved_view (unit_id) where unit_id is not null;
