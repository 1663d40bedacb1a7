-- what the nightly job looks for: rows that only served delivery and are long done
CREATE INDEX process_request_settled_idx ON process_request (coalesce(seen_at, withdrawn_at))
    WHERE seen_at IS NOT NULL OR withdrawn_at IS NOT NULL;
CREATE INDEX effect_done_idx ON effect (done_at) WHERE state = 'DONE';
CREATE INDEX notice_finished_idx ON notice (finished_at) WHERE state <> 'WAITING';
CREATE INDEX trouble_cleared_idx ON trouble (cleared_at) WHERE cleared_at IS NOT NULL;
