-- what is rare is compared by its presence and its owner
SELECT replace(i.type, ' ', '-') AS kind,
       i.identity AS name,
       pg_get_userbyid(o.owner) AS owner,
       o.property AS property
FROM (SELECT 'pg_cast'::regclass AS class, oid, NULL::oid AS owner, concat(castcontext, castmethod) AS property FROM pg_cast
      UNION ALL SELECT 'pg_collation'::regclass, oid, collowner, concat(collprovider, ' ', collisdeterministic) FROM pg_collation
      UNION ALL SELECT 'pg_conversion'::regclass, oid, conowner, condefault::text FROM pg_conversion
      UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner, oprcode::text FROM pg_operator
      UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner, opcdefault::text FROM pg_opclass
      UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner, NULL FROM pg_opfamily
      UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner, NULL FROM pg_ts_config
      UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner, NULL FROM pg_ts_dict
      UNION ALL SELECT 'pg_ts_parser'::regclass, oid, NULL, NULL FROM pg_ts_parser
      UNION ALL SELECT 'pg_ts_template'::regclass, oid, NULL, NULL FROM pg_ts_template
      UNION ALL SELECT 'pg_transform'::regclass, oid, NULL, NULL FROM pg_transform
      UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxowner, array_to_string(stxkind, ' ') FROM pg_statistic_ext
      UNION ALL SELECT 'pg_am'::regclass, oid, NULL, amtype::text FROM pg_am
      UNION ALL SELECT 'pg_language'::regclass, oid, lanowner, lanpltrusted::text FROM pg_language
      UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, fdwowner, NULL FROM pg_foreign_data_wrapper
      UNION ALL SELECT 'pg_foreign_server'::regclass, oid, srvowner, NULL FROM pg_foreign_server
      UNION ALL SELECT 'pg_user_mapping'::regclass, umid, NULL, NULL FROM pg_user_mappings) o
         CROSS JOIN LATERAL pg_identify_object(o.class, o.oid, 0) i
WHERE o.oid >= 16384
  AND coalesce(i.schema, '') NOT IN ('pg_catalog', 'information_schema')
  AND NOT :member(o.class, o.oid)
