-- privileges on what comes with PostgreSQL or an extension, where they differ from those it came with
SELECT kind, name, privileges
FROM (SELECT 'system-privileges' AS kind,
             i.type || ' ' || i.identity AS name,
             :acl-of-owner(o.acl, o.type, o.owner) AS privileges,
             :acl-of-owner(coalesce(p.initprivs, acldefault(o.type, o.owner)), o.type, o.owner) AS before
      FROM (SELECT 'pg_proc'::regclass AS class, oid, proacl AS acl, 'f'::"char" AS type, proowner AS owner, pronamespace AS schema FROM pg_proc
            UNION ALL
            SELECT 'pg_class'::regclass, oid, relacl, (CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", relowner, relnamespace
            FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'S', 'p', 'f')) o
               JOIN pg_namespace n ON n.oid = o.schema
               LEFT JOIN pg_init_privs p ON p.classoid = o.class AND p.objoid = o.oid AND p.objsubid = 0
               CROSS JOIN LATERAL pg_identify_object(o.class, o.oid, 0) i
      WHERE o.acl IS NOT NULL
        AND (n.nspname = 'pg_catalog' OR :member(o.class, o.oid))) a
WHERE privileges IS DISTINCT FROM before
