-- without the types of tables and arrays, which come and go with them
SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END AS kind,
       format('%I.%I', n.nspname, t.typname) AS name,
       -- pg_dump leaves multiranges to whoever restores them
       CASE WHEN t.typtype <> 'm' THEN pg_get_userbyid(t.typowner) END AS owner,
       CASE WHEN t.typtype <> 'm' THEN :acl(t.typacl, 'T', t.typowner) END AS privileges,
       t.typtype AS type,
       (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels,
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS base,
       nullif(t.typnotnull, false) AS "notNull",
       nullif(t.typdefault IS NOT NULL, false) AS "hasDefault",
       format_type(r.rngsubtype, NULL) AS subtype,
       CASE WHEN t.typtype = 'b' THEN concat_ws(', ', t.typinput, t.typoutput, t.typlen, t.typalign) END AS "inputOutput"
FROM pg_type t
         JOIN pg_namespace n ON n.oid = t.typnamespace
         LEFT JOIN pg_class c ON c.oid = t.typrelid
         LEFT JOIN pg_range r ON r.rngtypid = t.oid
WHERE (t.typrelid = 0 OR c.relkind = 'c')
  AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  AND t.typisdefined
  AND :own(n.nspname)
  AND NOT :member('pg_type', t.oid)
