-- The organ above a unit is looked for in its own line (条), at every acceptance and reply.
create index unit_line on unit (line_code, level);
