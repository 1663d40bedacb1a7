SELECT 'large-object' AS kind,
       l.oid::text AS name,
       pg_get_userbyid(l.lomowner) AS owner,
       :acl(l.lomacl, 'L', l.lomowner) AS privileges
FROM pg_largeobject_metadata l
