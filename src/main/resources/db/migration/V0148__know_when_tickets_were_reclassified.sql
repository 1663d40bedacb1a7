-- when people outside the process last said what a ticket is about: what its process read before is older
ALTER TABLE ticket ADD COLUMN reclassified_at timestamptz;
