SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence'
                      WHEN 'f' THEN 'foreign-table' ELSE 'table' END AS kind,
       format('%I.%I', n.nspname, c.relname) AS name,
       pg_get_userbyid(c.relowner) AS owner,
       :acl(c.relacl, (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", c.relowner) AS privileges,
       CASE c.relkind WHEN 'p' THEN 'partitioned ' || p.partstrat::text || ' by ' ||
                                    coalesce((SELECT string_agg(coalesce(a.attname::text, '(expression)'), ', ' ORDER BY k.n)
                                     FROM unnest(p.partattrs::smallint[]) WITH ORDINALITY AS k(attnum, n)
                                              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum > 0), '') END
           AS partitioned,
       -- the limits of partitions may be values of rows
       encode(sha256(convert_to(pg_get_expr(c.relpartbound, c.oid), 'UTF8')), 'hex') AS "boundSha256",
       (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid)
           AS "childOf",
       c.relpersistence AS persistence,
       nullif(c.relrowsecurity, false) AS "rowSecurity",
       nullif(c.relforcerowsecurity, false) AS "forcedRowSecurity",
       nullif(c.relreplident, 'd') AS "replicaIdentity",
       nullif(c.relispopulated, true) AS populated,
       (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) AS o) AS options,
       nullif(m.amname, 'heap') AS method,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS "ofType",
       CASE WHEN s.seqrelid IS NOT NULL
                THEN format_type(s.seqtypid, NULL) || ' start ' || s.seqstart || ' step ' || s.seqincrement || ' from ' || s.seqmin
                         || ' to ' || s.seqmax || ' cache ' || s.seqcache || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END END AS "counts",
       (SELECT format('%s.%I', d.refobjid::regclass, a.attname)
        FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') LIMIT 1) AS "ownedBy",
       (SELECT encode(sha256(convert_to(string_agg(DISTINCT i.type || ' ' || i.identity, ', ' ORDER BY i.type || ' ' || i.identity), 'UTF8')), 'hex')
        FROM pg_rewrite r
                 JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.deptype = 'n'
                 CROSS JOIN LATERAL pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid) i
        WHERE r.ev_class = c.oid AND r.rulename = '_RETURN') AS "usesSha256"
FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         LEFT JOIN pg_am m ON m.oid = c.relam
         LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
         LEFT JOIN pg_sequence s ON s.seqrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  AND :own(n.nspname)
  AND NOT :member('pg_class', c.oid)
