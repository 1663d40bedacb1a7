SELECT 'extension' AS kind,
       quote_ident(e.extname) AS name,
       e.extname AS "plainName",
       e.extversion AS version,
       n.nspname AS schema
FROM pg_extension e
         JOIN pg_namespace n ON n.oid = e.extnamespace
