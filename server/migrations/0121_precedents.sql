-- Rulings on competence (第二十四条) as precedents: who was ruled competent for which class at which place, and why. No word of any petitioner.
create table competence_precedent (
  id          uuid primary key,
  class1      text, class2 text,
  -- The region of the organ that ruled: the precedent counts there and below.
  region_path text not null,
  place_path  text not null,
  unit_id     uuid not null references unit,
  ruled_by    uuid not null references unit,
  parties     text[] not null,
  reason      text not null check (length(reason) <= 1000),
  matter_code text not null,
  ruled_on    date not null
);
create index competence_precedent_class on competence_precedent (class1, ruled_on desc);
