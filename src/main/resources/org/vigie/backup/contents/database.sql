SELECT 'database' AS kind,
       'database' AS name,
       pg_get_userbyid(d.datdba) AS owner,
       :acl(d.datacl, 'd', d.datdba) AS privileges,
       pg_encoding_to_char(d.encoding) AS encoding,
       d.datcollate AS "collate",
       d.datctype AS ctype,
       to_jsonb(d) ->> 'datlocprovider' AS "localeProvider",
       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale,
       to_jsonb(d) ->> 'datcollversion' AS "collationVersion",
       d.datconnlimit AS "connectionLimit",
       encode(sha256(convert_to(shobj_description(d.oid, 'pg_database'), 'UTF8')), 'hex') AS "commentSha256"
FROM pg_database d
WHERE d.datname = current_database()
