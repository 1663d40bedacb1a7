-- the data folder from which the command of a step is followed; null for steps of earlier releases
ALTER TABLE operation_step ADD COLUMN place text;
