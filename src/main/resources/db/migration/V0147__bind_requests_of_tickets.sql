-- which request a key came with first; another one with the same key is refused
ALTER TABLE ticket ADD COLUMN request_hash text;
