SELECT 'role' AS kind,
       quote_ident(r.rolname) AS name,
       r.rolname AS "plainName",
       r.rolsuper AS superuser,
       r.rolinherit AS inherit,
       r.rolcreaterole AS "createRole",
       r.rolcreatedb AS "createDatabase",
       r.rolcanlogin AS login,
       r.rolreplication AS replication,
       r.rolbypassrls AS "bypassRowSecurity",
       -- of whose objects PostgreSQL keeps no record: it may be named here although nothing is its own
       CASE WHEN r.oid = 10 THEN true END AS "first"
FROM pg_roles r
WHERE r.oid IN (:roles)
