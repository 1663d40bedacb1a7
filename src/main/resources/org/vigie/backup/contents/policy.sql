SELECT 'policy' AS kind,
       format('%I on %s', p.polname, p.polrelid::regclass) AS name,
       p.polcmd AS command,
       p.polpermissive AS permissive,
       (SELECT string_agg(CASE role WHEN 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(role)) END, ', '
                          ORDER BY CASE role WHEN 0 THEN '' ELSE pg_get_userbyid(role) END COLLATE "C")
        FROM unnest(p.polroles) AS role) AS roles,
       p.polqual IS NOT NULL AS filters,
       p.polwithcheck IS NOT NULL AS checks
FROM pg_policy p
         JOIN pg_class c ON c.oid = p.polrelid
         JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE :own(n.nspname)
  AND NOT :member('pg_class', c.oid)
