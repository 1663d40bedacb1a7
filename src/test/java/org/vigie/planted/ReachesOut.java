package org.vigie.planted;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.classic.HttpClients;

class ReachesOut {

    void byHttp() {
        HttpClient.newHttpClient();
    }

    void bySocket() throws IOException {
        new Socket("example.org", 80).close();
    }

    void byJdbc() throws SQLException {
        DriverManager.getConnection("jdbc:postgresql://example.org/x").close();
    }

    void byApache() throws IOException {
        HttpClients.createDefault().close();
    }

    Supplier<HttpClient.Builder> asReference() {
        return HttpClient::newBuilder;
    }
}
