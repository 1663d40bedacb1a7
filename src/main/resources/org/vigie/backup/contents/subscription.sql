-- a restored subscription waits to be enabled; its address may hold a password, and only superusers may read it
SELECT 'subscription' AS kind,
       quote_ident(s.subname) AS name,
       pg_get_userbyid(s.subowner) AS owner
FROM pg_subscription s
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
