-- the values of parameters that applications define for themselves may be secrets
SELECT 'setting' AS kind,
       CASE WHEN s.setrole = 0 THEN 'database'
            WHEN s.setdatabase = 0 THEN 'role ' || quote_ident(pg_get_userbyid(s.setrole))
            ELSE 'role ' || quote_ident(pg_get_userbyid(s.setrole)) || ' in the database' END
           || ' ' || split_part(c.entry, '=', 1) AS name,
       CASE WHEN split_part(c.entry, '=', 1) LIKE '%.%' THEN '(not shown)'
            ELSE substr(c.entry, strpos(c.entry, '=') + 1) END AS value,
       -- for those that no dump of one database holds
       CASE WHEN s.setdatabase = 0 THEN pg_get_userbyid(s.setrole) END AS "everywhereForRole",
       split_part(c.entry, '=', 1) AS parameter
FROM pg_db_role_setting s
         CROSS JOIN unnest(s.setconfig) AS c(entry)
WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
   OR s.setdatabase = 0 AND s.setrole IN (:roles)
