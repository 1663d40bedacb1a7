package org.vigie.shared;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * Sessions with databases of plans and with scratch servers, outside of the pool. Connecting ends in seconds; a statement has the
 * time it needs, but the other side may not be silent for longer than {@link #LONGEST_SILENCE}.
 */
public final class PlainSession {

    /** Longer than one statement over the largest table of a small team takes. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(2);

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration LOG_IN = Duration.ofSeconds(20);

    private PlainSession() {}

    /**
     * Opens one; to be closed by who asks for it.
     *
     * @param database its name, which may hold every character
     * @param application the name under which the server lists it
     * @param further properties of PostgreSQL's JDBC driver
     */
    public static Connection open(
            String host,
            int port,
            String database,
            String user,
            String password,
            String application,
            Map<String, String> further)
            throws SQLException {
        Properties properties = new Properties();
        properties.putAll(further);
        // not in the address, where a name would have to be escaped
        properties.setProperty("PGDBNAME", database);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(LOG_IN.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(LONGEST_SILENCE.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection("jdbc:postgresql://" + host(host) + ":" + port + "/", properties);
    }

    /** An address of version 6 in brackets. */
    private static String host(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
