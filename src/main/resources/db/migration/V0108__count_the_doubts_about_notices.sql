-- how many attempts ended without anybody knowing whether the message arrived
ALTER TABLE notice ADD COLUMN doubts integer NOT NULL DEFAULT 0;
UPDATE notice SET doubts = 1 WHERE doubtful;
