package org.vigie.planted.process;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Planted violation: SQL in the process package. */
class QueriesFromProcess {

    void read(JdbcClient jdbc) {
        jdbc.sql("select 1");
    }
}
