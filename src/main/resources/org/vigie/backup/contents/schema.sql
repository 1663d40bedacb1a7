SELECT 'schema' AS kind,
       quote_ident(n.nspname) AS name,
       pg_get_userbyid(n.nspowner) AS owner,
       :acl(n.nspacl, 'n', n.nspowner) AS privileges
FROM pg_namespace n
WHERE :own(n.nspname)
  AND NOT :member('pg_namespace', n.oid)
