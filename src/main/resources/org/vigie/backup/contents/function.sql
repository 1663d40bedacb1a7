SELECT 'function' AS kind,
       format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
       pg_get_userbyid(p.proowner) AS owner,
       :acl(p.proacl, 'f', p.proowner) AS privileges,
       p.prokind AS type,
       pg_get_function_result(p.oid) AS returns,
       l.lanname AS language,
       p.provolatile AS volatility,
       p.proparallel AS parallel,
       nullif(p.proisstrict, false) AS strict,
       nullif(p.prosecdef, false) AS "securityDefiner",
       nullif(p.proleakproof, false) AS leakproof,
       p.procost AS cost,
       p.prorows AS rows,
       nullif(p.pronargdefaults, 0) AS defaults,
       (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(p.proconfig) AS o) AS settings,
       -- a body in SQL's own syntax is kept parsed, without its text
       CASE WHEN to_jsonb(p) ->> 'prosqlbody' IS NULL THEN encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex') END AS "sourceSha256",
       p.probin AS library,
       a.aggtransfn::regproc AS "transition",
       nullif(a.aggfinalfn, 0)::regproc AS "final",
       a.agginitval AS "initial"
FROM pg_proc p
         JOIN pg_namespace n ON n.oid = p.pronamespace
         JOIN pg_language l ON l.oid = p.prolang
         LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE :own(n.nspname)
  -- those that make ranges come and go with their types, with owners that pg_dump does not restore
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
  AND NOT :member('pg_proc', p.oid)
