SELECT 'column' AS kind,
       format('%I.%I.%I', n.nspname, c.relname, a.attname) AS name,
       format_type(a.atttypid, a.atttypmod) AS type,
       nullif(a.attnotnull, false) AS "notNull",
       nullif(a.attidentity, '') AS identity,
       nullif(a.attgenerated, '') AS generated,
       nullif(a.atthasdef, false) AS "hasDefault",
       CASE WHEN a.attcollation <> t.typcollation THEN format('%I.%I', cn.nspname, co.collname) END AS collation,
       CASE WHEN c.relkind IN ('r', 'p', 'm') THEN a.attstorage END AS storage,
       nullif(to_jsonb(a) ->> 'attcompression', '') AS compression,
       nullif(coalesce(a.attstattarget, -1), -1) AS statistics,
       (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) AS o) AS options,
       CASE WHEN a.attacl IS NOT NULL THEN :acl(a.attacl, 'c', c.relowner) END AS privileges
FROM pg_attribute a
         JOIN pg_class c ON c.oid = a.attrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_type t ON t.oid = a.atttypid
         LEFT JOIN pg_collation co ON co.oid = a.attcollation
         LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
  AND :own(n.nspname)
  AND NOT :member('pg_class', c.oid)
  AND NOT (c.relkind = 'c' AND :member('pg_type', c.reltype))
