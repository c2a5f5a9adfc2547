-- Lists of a province walk an index in their own order. Ended matters stand at 'infinity', so one index serves both kinds.
drop index matter_open_due;
create index matter_due on matter (next_due_on, id);
create index matter_channel on matter (channel, received_at desc);
create index matter_form on matter (form, received_at desc);
create index matter_urgent on matter (received_at desc) where is_urgent;
create index matter_important on matter (received_at desc) where is_important;
create index matter_joint on matter (received_at desc) where is_joint;
create index matter_class on matter (class1, received_at desc);
-- Carries all that the overview adds up, and what row-level security asks, so that no matter itself is read for it.
drop index matter_region_due;
create index matter_region_due on matter (region_path, next_due_on) include (holder_unit_id, lead_unit_id, next_due_legal, status, objected_count, unit_ids, id) where is_open;
