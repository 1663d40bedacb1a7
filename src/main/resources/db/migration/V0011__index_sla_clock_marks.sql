-- what the sweep looks for: clocks whose process has not seen the last event, and marks that nobody acted on
CREATE INDEX sla_clock_changed_idx ON sla_clock (changed_at) WHERE seen_revision < revision;
CREATE INDEX sla_clock_due_idx ON sla_clock (due) WHERE state <> 'stopped' AND breached_at IS NULL;
CREATE INDEX sla_clock_warn_idx ON sla_clock (warn_at)
    WHERE state <> 'stopped' AND warned_at IS NULL AND breached_at IS NULL;
