-- A paper is found by the code printed on it: the first sixteen digits of its digest.
create index matter_paper_code on matter_paper (left(digest, 16));
