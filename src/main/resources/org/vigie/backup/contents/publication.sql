SELECT 'publication' AS kind,
       quote_ident(p.pubname) AS name,
       pg_get_userbyid(p.pubowner) AS owner,
       p.puballtables AS "allTables",
       concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                 CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS publishes,
       p.pubviaroot AS "viaRoot",
       (SELECT string_agg(r.prrelid::regclass::text, ', ' ORDER BY r.prrelid::regclass::text COLLATE "C")
        FROM pg_publication_rel r WHERE r.prpubid = p.oid) AS tables
FROM pg_publication p
