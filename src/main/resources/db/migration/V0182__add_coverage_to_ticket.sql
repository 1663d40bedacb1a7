-- What the review of the last change found, in percent: the next review of the application begins with it.
ALTER TABLE ticket ADD COLUMN coverage numeric(5, 2);
