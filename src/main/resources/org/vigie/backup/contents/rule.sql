SELECT 'rule' AS kind,
       format('%I on %s', r.rulename, r.ev_class::regclass) AS name,
       r.ev_type AS event,
       r.ev_enabled AS enabled,
       r.is_instead AS instead
FROM pg_rewrite r
         JOIN pg_class c ON c.oid = r.ev_class
         JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN'
  AND :own(n.nspname)
  AND NOT :member('pg_class', c.oid)
