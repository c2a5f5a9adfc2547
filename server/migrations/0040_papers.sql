-- 发文机关代字: the organ's own word in the number of its papers (鄞住建信复〔2026〕12号); null: derived from place and line.
alter table unit add column paper_word text check (length(paper_word) between 1 and 10);

-- What becomes final: closed, and the time to ask for a review has passed.
create index matter_closed_served on matter (served_on, id) where status = 'CLOSED';
