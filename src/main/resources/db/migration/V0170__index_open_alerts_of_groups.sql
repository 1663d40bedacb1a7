-- whether a fault goes on is asked with every alert of it, of which a storm has thousands
CREATE INDEX alert_firing_idx ON alert (group_id) WHERE state <> 'closed';
