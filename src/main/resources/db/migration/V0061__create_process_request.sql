-- what a case asks of its process: sent to the engine again and again until the case has seen it
CREATE TABLE process_request (
    id              text PRIMARY KEY,
    -- requests due at the same time are sent in the order in which they came
    number          bigint GENERATED ALWAYS AS IDENTITY,
    message         text NOT NULL,
    correlation_key text NOT NULL,
    case_id         text NOT NULL,
    -- milliseconds that the engine keeps the message while nobody waits for it
    buffered        bigint NOT NULL,
    variables       text NOT NULL,
    requested_at    timestamptz NOT NULL,
    -- not sent before: a sender has it, the engine still keeps it, or it failed a moment ago
    due_at          timestamptz NOT NULL,
    sent            integer NOT NULL DEFAULT 0,
    -- failures since it was last sent
    failed          integer NOT NULL DEFAULT 0,
    last_error      text,
    seen_at         timestamptz,
    withdrawn_at    timestamptz
);
CREATE INDEX process_request_open_idx ON process_request (due_at) WHERE seen_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX process_request_case_idx ON process_request (case_id);
