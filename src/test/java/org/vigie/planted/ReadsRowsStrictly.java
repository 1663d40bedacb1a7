package org.vigie.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReadsRowsStrictly {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ReadsRowsStrictly(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    String read() throws java.io.IOException {
        return json.readValue(jdbc.sql("SELECT '1'").query(String.class).single(), String.class);
    }
}
