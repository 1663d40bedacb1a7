-- without those that PostgreSQL makes by itself for partitions, whose names it chooses
SELECT 'constraint' AS kind,
       format('%I on %s', k.conname, coalesce(k.conrelid::regclass::text, format_type(k.contypid, NULL))) AS name,
       k.contype AS type,
       nullif(k.condeferrable, false) AS deferrable,
       nullif(k.condeferred, false) AS deferred,
       k.convalidated AS validated,
       CASE WHEN k.contype = 'c' THEN nullif(k.connoinherit, false) END AS "noInherit",
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, n)
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns,
       nullif(k.confrelid, 0)::regclass AS "references",
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n) FROM unnest(k.confkey) WITH ORDINALITY AS u(attnum, n)
           JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum) AS "referencedColumns",
       CASE WHEN k.contype = 'f' THEN concat('update ', k.confupdtype, ', delete ', k.confdeltype, ', match ', k.confmatchtype) END AS actions
FROM pg_constraint k
         JOIN pg_namespace n ON n.oid = k.connamespace
WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')
  AND (k.conrelid <> 0 OR k.contypid <> 0)
  AND NOT (k.contype = 'f' AND k.conparentid <> 0)
  AND :own(n.nspname)
  AND NOT :member('pg_class', k.conrelid)
  AND NOT :member('pg_type', k.contypid)
