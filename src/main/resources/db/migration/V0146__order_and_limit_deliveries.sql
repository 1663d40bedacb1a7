-- the id of a delivery is not signed, its body is: the same body once more is the same delivery
ALTER TABLE delivery ADD COLUMN fingerprint text;
CREATE UNIQUE INDEX delivery_fingerprint_idx ON delivery (source, fingerprint);
-- what cannot be processed is given up after a number of attempts, and waits for somebody
ALTER TABLE delivery ADD COLUMN failures integer NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN given_up_at timestamptz;
CREATE INDEX delivery_given_up_idx ON delivery (given_up_at) WHERE given_up_at IS NOT NULL AND processed_at IS NULL;

-- deliveries come in any order: what is known of an issue, and from when it is by GitHub's own time
ALTER TABLE github_issue ADD COLUMN state_at timestamptz;
ALTER TABLE github_issue ADD COLUMN labels text[];
ALTER TABLE github_issue ADD COLUMN labels_at timestamptz;

-- 0: by somebody who may push to the repository, 1: not told, 2: by a stranger
ALTER TABLE change_evidence ADD COLUMN standing smallint NOT NULL DEFAULT 1;

-- a later run, or attempt of a run, takes the place of an earlier one, whatever the order in which they are told
ALTER TABLE github_check ADD COLUMN run_number bigint NOT NULL DEFAULT 0;
ALTER TABLE github_check ADD COLUMN run_attempt integer NOT NULL DEFAULT 0;
