package org.vigie.audit.chain;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the account by which Vigie works could do to the trail beside reading it and adding to it. */
@Component
public class TrailRights {

    private static final String TOO_MANY = """
        SELECT t.name FROM unnest(ARRAY['audit_entry', 'audit_link', 'audit_seal']) AS t (name)
          JOIN pg_class c ON c.oid = to_regclass(t.name)
         WHERE pg_has_role(current_user, c.relowner, 'MEMBER')
            OR has_table_privilege(current_user, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
         ORDER BY t.name
        """;

    private final JdbcClient jdbc;

    TrailRights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tables of the trail that it could change or whose triggers it could turn off; empty if none. */
    public List<String> changeable() {
        return jdbc.sql(TOO_MANY).query(String.class).list();
    }
}
