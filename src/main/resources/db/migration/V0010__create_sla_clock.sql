-- one row per ticket and target: what its clock shows since the last event
CREATE TABLE sla_clock (
    ticket_id     text NOT NULL,
    target        text NOT NULL CHECK (target IN ('response', 'resolution')),
    application   text NOT NULL,
    state         text NOT NULL CHECK (state IN ('running', 'paused', 'stopped')),
    -- null while a pause keeps it open, and where the plan sets none
    due           timestamptz,
    warn_at       timestamptz,
    warn_percent  integer NOT NULL,
    -- number of events, and how many of them the process has seen
    revision      integer NOT NULL,
    seen_revision integer NOT NULL DEFAULT 0,
    changed_at    timestamptz NOT NULL,
    stopped_at    timestamptz,
    -- when the team was warned of this due date, and when its breach was escalated
    warned_at     timestamptz,
    breached_at   timestamptz,
    PRIMARY KEY (ticket_id, target)
);
CREATE INDEX sla_clock_open_idx ON sla_clock (application) WHERE state <> 'stopped';

-- append-only: all that a clock is made of
CREATE TABLE sla_event (
    ticket_id text NOT NULL,
    target    text NOT NULL,
    seq       integer NOT NULL,
    event     jsonb NOT NULL,
    PRIMARY KEY (ticket_id, target, seq),
    FOREIGN KEY (ticket_id, target) REFERENCES sla_clock
);

CREATE FUNCTION refuse_sla_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the events of an SLA clock are append-only';
END $$;
CREATE TRIGGER sla_event_append_only BEFORE UPDATE OR DELETE ON sla_event
    FOR EACH ROW EXECUTE FUNCTION refuse_sla_event_change();
