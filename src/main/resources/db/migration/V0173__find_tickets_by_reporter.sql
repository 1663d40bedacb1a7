-- how many tickets named an address lately: whoever opens an issue may name anybody's
CREATE INDEX ticket_reporter_email_idx ON ticket (lower(reporter_email), created_at);
