-- So that two files of one run do not count at once. A statement of its own: the next one then sees what the other file has landed.
select id from run where id = :run for update
