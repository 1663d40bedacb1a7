package org.vigie.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FreePortsTests {

    @RepeatedTest(20)
    void areDifferentAndCanBeListenedOnAndAreNeverThoseOfOutgoingConnections() throws IOException {
        var ports = FreePorts.find(5);
        assertThat(ports).hasSize(5).doesNotHaveDuplicates().allMatch(port -> port > 26_999 && port < 32_000);
        try (ServerSocket first = new ServerSocket(ports.getFirst(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(first.isBound()).isTrue();
        }
    }

    @Test
    void whatIsTakenIsLeftOut() throws IOException {
        int taken = FreePorts.find(1).getFirst();
        try (ServerSocket server = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.find(2_000)).doesNotContain(server.getLocalPort());
        }
    }

    @Test
    void moreThanThereAreIsRefused() {
        assertThatThrownBy(() -> FreePorts.find(5_001))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("27000 to 31999");
    }
}
