-- pg_dump leaves out those that were never finished
SELECT 'index' AS kind,
       format('%I.%I', n.nspname, c.relname) AS name,
       i.indrelid::regclass AS "table",
       m.amname AS method,
       nullif(i.indisunique, false) AS "unique",
       nullif(i.indisprimary, false) AS "primary",
       nullif(i.indisexclusion, false) AS exclusion,
       nullif(i.indimmediate, true) AS immediate,
       nullif(i.indisclustered, false) AS clustered,
       nullif(i.indisreplident, false) AS "replicaIdentity",
       nullif(to_jsonb(i) ->> 'indnullsnotdistinct', 'false') AS "nullsNotDistinct",
       i.indnkeyatts AS "keyColumns",
       (SELECT string_agg(coalesce(quote_ident(a.attname), '(expression)'), ', ' ORDER BY u.n)
        FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS u(attnum, n)
                 LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND u.attnum <> 0) AS columns,
       (SELECT string_agg(format('%I.%I', opn.nspname, o.opcname), ', ' ORDER BY u.n)
        FROM unnest(i.indclass::oid[]) WITH ORDINALITY AS u(id, n) JOIN pg_opclass o ON o.oid = u.id JOIN pg_namespace opn ON opn.oid = o.opcnamespace)
           AS "operatorClasses",
       i.indoption::text AS orders,
       nullif(i.indpred IS NOT NULL, false) AS partial,
       (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) AS o) AS options
FROM pg_index i
         JOIN pg_class c ON c.oid = i.indexrelid
         JOIN pg_class t ON t.oid = i.indrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_am m ON m.oid = c.relam
WHERE (i.indisvalid OR c.relkind = 'I')
  AND t.relkind IN ('r', 'p', 'm')
  AND :own(n.nspname)
  AND NOT :member('pg_class', i.indrelid)
