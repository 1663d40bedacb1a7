-- global ones replace what PostgreSQL grants by itself; where they equal it, pg_dump leaves them out
SELECT kind, name, privileges
FROM (SELECT 'default-privileges' AS kind,
             format('of %I for %s in %s', pg_get_userbyid(d.defaclrole),
                    CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
                                         WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE d.defaclobjtype::text END,
                    coalesce('schema ' || quote_ident(n.nspname), 'all schemas')) AS name,
             :acl(d.defaclacl, 'r', d.defaclrole) AS privileges,
             d.defaclnamespace = 0 AND :acl(d.defaclacl, 'r', d.defaclrole) IS NOT DISTINCT FROM
             :acl(NULL::aclitem[], (CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END)::"char", d.defaclrole) AS "asBefore"
      FROM pg_default_acl d
               LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace) a
WHERE NOT "asBefore"
