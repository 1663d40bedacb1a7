-- since when the ticket has its process instance, and when it lost one that nobody has replaced yet
ALTER TABLE ticket ADD COLUMN process_since timestamptz, ADD COLUMN process_lost_at timestamptz;
