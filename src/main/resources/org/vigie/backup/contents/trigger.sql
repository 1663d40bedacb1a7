SELECT 'trigger' AS kind,
       format('%I on %s', t.tgname, t.tgrelid::regclass) AS name,
       t.tgfoid::regprocedure AS function,
       t.tgenabled AS enabled,
       t.tgtype AS events,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM unnest(t.tgattr::smallint[]) AS u(attnum) JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = u.attnum) AS columns,
       nullif(t.tgdeferrable, false) AS deferrable,
       nullif(t.tginitdeferred, false) AS deferred,
       nullif(t.tgqual IS NOT NULL, false) AS conditional,
       encode(sha256(t.tgargs), 'hex') AS "argumentsSha256",
       t.tgoldtable AS "oldTable",
       t.tgnewtable AS "newTable"
FROM pg_trigger t
         JOIN pg_class c ON c.oid = t.tgrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal
  AND t.tgparentid = 0
  AND :own(n.nspname)
  AND NOT :member('pg_class', c.oid)
  AND NOT :member('pg_trigger', t.oid)
