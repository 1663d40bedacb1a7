SELECT 'comment' AS kind,
       i.type || ' ' || i.identity AS name,
       encode(sha256(convert_to(d.description, 'UTF8')), 'hex') AS "textSha256"
FROM pg_description d
         CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND i.identity = 'public')
  AND coalesce(i.schema, '') !~ '^pg_(toast|temp)'
  AND NOT :member(d.classoid, d.objoid)
