-- The record is written by everybody and read by auditors alone: transactions of staff and citizens see no line of it.
alter table audit_line enable row level security;
create policy audit_line_written on audit_line for insert with check (true);
create policy audit_line_read on audit_line for select using ((select hejie_mode()) = 'system');
create index audit_line_action on audit_line (action, at);
revoke insert, delete, truncate on audit_lane from hejie_app;
