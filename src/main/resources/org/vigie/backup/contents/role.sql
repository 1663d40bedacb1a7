SELECT 'role' AS kind,
       quote_ident(r.rolname) AS name,
       r.rolname AS "plainName",
       r.rolsuper AS superuser,
       r.rolinherit AS inherit,
       r.rolcreaterole AS "createRole",
       r.rolcreatedb AS "createDatabase",
       r.rolcanlogin AS login,
       r.rolreplication AS replication,
       r.rolbypassrls AS "bypassRowSecurity"
FROM pg_roles r
WHERE r.oid IN (:roles)
