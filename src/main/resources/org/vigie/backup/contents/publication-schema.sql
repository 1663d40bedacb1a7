SELECT 'publication-schema' AS kind,
       format('%I in %I', n.nspname, p.pubname) AS name
FROM pg_publication_namespace s
         JOIN pg_publication p ON p.oid = s.pnpubid
         JOIN pg_namespace n ON n.oid = s.pnnspid
