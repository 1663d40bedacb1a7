SELECT DISTINCT 'membership' AS kind,
       quote_ident(member.rolname) || ' in ' || quote_ident(role.rolname) AS name,
       role.rolname AS role,
       member.rolname AS member,
       bool_or(m.admin_option) AS admin
FROM pg_auth_members m
         JOIN pg_roles member ON member.oid = m.member
         JOIN pg_roles role ON role.oid = m.roleid
WHERE m.member IN (:roles)
GROUP BY member.rolname, role.rolname
