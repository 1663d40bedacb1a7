-- since when the post-mortem has its process instance, and when it lost one that nobody has replaced yet
ALTER TABLE post_mortem ADD COLUMN process_since timestamptz, ADD COLUMN process_lost_at timestamptz;

-- each time its text was handed in or reviewed: the account is that which completed the task
CREATE TABLE post_mortem_turn (
    post_mortem_id text NOT NULL REFERENCES post_mortem,
    number         integer NOT NULL,
    element_id     text NOT NULL,
    -- the step that recorded it; keys of the engine are unique in an epoch only
    epoch          integer NOT NULL,
    process_key    bigint NOT NULL,
    step_key       bigint NOT NULL,
    -- null: the task was assigned to nobody
    account        text,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (post_mortem_id, number),
    UNIQUE (post_mortem_id, epoch, step_key)
);

-- what was under way as events
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'post-mortem/' || id || '/start', 'post-mortem-needed', id, id, 0,
       json_build_object('postMortemId', id)::text, now(), now()
  FROM post_mortem WHERE status = 'required' AND process_instance_key IS NULL
    ON CONFLICT DO NOTHING;
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'post-mortem/' || m.id || '/tickets-closed/' || (p.serialized_event::json ->> 'ticketId'), 'action-tickets-closed',
       m.id, m.id, 60000, json_build_object('postMortemId', m.id)::text, now(), now()
  FROM event_publication p
  JOIN post_mortem m ON m.id = p.serialized_event::json ->> 'postMortemId'
 WHERE p.event_type = 'org.vigie.postmortem.ActionTicketsClosed' AND p.completion_date IS NULL AND m.status <> 'closed'
    ON CONFLICT DO NOTHING;
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'ticket/' || t.id || '/merge/' || (p.serialized_event::json ->> 'url') || '/'
           || (p.serialized_event::json ->> 'mergeCommit'), 'change-merged', t.id, t.id, 60000,
       json_build_object('ticketId', t.id, 'pullRequest', p.serialized_event::json ->> 'url',
                         'mergeCommit', p.serialized_event::json ->> 'mergeCommit')::text, now(), now()
  FROM event_publication p
  JOIN ticket t ON t.id = p.serialized_event::json ->> 'ticketId'
 WHERE p.event_type = 'org.vigie.github.pull.ChangeMerged' AND p.completion_date IS NULL AND t.status = 'merge'
    ON CONFLICT DO NOTHING;
DELETE FROM event_publication
 WHERE completion_date IS NULL
   AND event_type IN ('org.vigie.postmortem.PostMortemNeeded', 'org.vigie.postmortem.ActionTicketsClosed',
                      'org.vigie.github.pull.ChangeMerged');
