package org.vigie.planted.web;

import java.sql.Connection;

/** Planted violation: a database connection in the web package. */
class QueriesFromWeb {

    void read(Connection connection) throws Exception {
        connection.createStatement();
    }
}
