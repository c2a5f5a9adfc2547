-- Running clocks in the order of their matters: what is computed again when a calendar changes.
create index matter_clock_running_key on matter_clock (home_county, matter_id, seq) where ended_on is null;
