-- deliveries of any source; GitHub's were the first
ALTER TABLE github_delivery RENAME TO delivery;
ALTER TABLE delivery RENAME COLUMN repository TO subject;
ALTER TABLE delivery
    ADD COLUMN source text NOT NULL DEFAULT 'github',
    ALTER COLUMN delivery_id TYPE text,
    DROP COLUMN repository_id,
    DROP CONSTRAINT github_delivery_pkey,
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (source, delivery_id);
ALTER TABLE delivery ALTER COLUMN source DROP DEFAULT;
ALTER INDEX github_delivery_processed_idx RENAME TO delivery_processed_idx;

-- events on their way when Vigie was stopped for this version: their classes have moved
UPDATE event_publication
   SET listener_id = 'org.vigie.inbox.DeliveryProcessor.on(org.vigie.inbox.DeliveryAccepted)',
       event_type = 'org.vigie.inbox.DeliveryAccepted',
       serialized_event = (serialized_event::jsonb || '{"source": "github"}')::text
 WHERE event_type = 'org.vigie.github.DeliveryAccepted';
UPDATE event_publication
   SET listener_id = 'org.vigie.github.pull.process.GitHubWorkflow.on(org.vigie.github.pull.ChangeMerged)',
       event_type = 'org.vigie.github.pull.ChangeMerged'
 WHERE event_type = 'org.vigie.github.ChangeMerged';
