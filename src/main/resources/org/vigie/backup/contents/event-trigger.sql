SELECT 'event-trigger' AS kind,
       quote_ident(t.evtname) AS name,
       pg_get_userbyid(t.evtowner) AS owner,
       t.evtevent AS event,
       t.evtfoid::regproc AS function,
       t.evtenabled AS enabled,
       (SELECT string_agg(tag, ', ' ORDER BY tag) FROM unnest(t.evttags) AS tag) AS tags
FROM pg_event_trigger t
WHERE NOT :member('pg_event_trigger', t.oid)
