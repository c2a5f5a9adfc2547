-- A message is kept in the words it was sent in, in both languages, so that any gateway can carry it and nothing rewords it later.
alter table message add column zh text, add column en text;
