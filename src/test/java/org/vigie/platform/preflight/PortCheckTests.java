package org.vigie.platform.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.vigie.shared.HintedException;

class PortCheckTests {

    @Test
    void namesThePortItsPurposeAndItsSetting() throws IOException {
        try (ServerSocket taken = listenOn("127.0.0.1")) {
            PortUse use = new PortUse(taken.getLocalPort(), "OpenSearch", "vigie.platform.opensearch.port");
            assertThatThrownBy(() -> PortCheck.requireFree(List.of(use)))
                    .isInstanceOfSatisfying(HintedException.class, e -> {
                        assertThat(e.fact())
                                .startsWith("port " + taken.getLocalPort() + ", needed by OpenSearch, is taken");
                        assertThat(e.hint()).contains("vigie.platform.opensearch.port");
                    });
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheProcessThatHoldsThePort() throws IOException {
        try (ServerSocket taken = listenOn("127.0.0.1")) {
            PortUse use = new PortUse(taken.getLocalPort(), "Vigie", "server.port");
            assertThatThrownBy(() -> PortCheck.requireFree(List.of(use)))
                    .hasMessageContaining(
                            "by java (pid " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void findsAPortTakenOnAllAddresses() throws IOException {
        try (ServerSocket taken = listenOn("0.0.0.0")) {
            assertThat(PortCheck.isTaken(taken.getLocalPort())).isTrue();
        }
    }

    @Test
    void acceptsAPortThatWasJustGivenBack() throws IOException {
        int port;
        try (ServerSocket socket = listenOn("127.0.0.1")) {
            port = socket.getLocalPort();
        }
        assertThatNoException()
                .isThrownBy(() -> PortCheck.requireFree(List.of(new PortUse(port, "Vigie", "server.port"))));
    }

    @Test
    void refusesAPortAskedForTwice() {
        List<PortUse> ports = List.of(
                new PortUse(8080, "Vigie", "server.port"),
                new PortUse(8080, "Operate and Tasklist", "vigie.platform.webapps.port"));
        assertThatThrownBy(() -> PortCheck.requireFree(ports))
                .hasMessageContaining("port 8080 is wanted by Vigie and by Operate and Tasklist")
                .hasMessageContaining("server.port or vigie.platform.webapps.port");
    }

    private static ServerSocket listenOn(String address) throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(address));
    }
}
