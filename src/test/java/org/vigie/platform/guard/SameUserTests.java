package org.vigie.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Whose socket it is. */
class SameUserTests {

    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(LINUX)
    void ownSocketsAreFoundInTheKernelsList() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            String address = client.getLocalAddress().getHostAddress();
            assertThat(new SameUser().mayBe(address, client.getLocalPort())).isTrue();
            assertThat(new SameUser(List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")), "another")
                            .mayBe(address, client.getLocalPort()))
                    .isFalse();
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void socketsOfOthersAreToldApart() throws IOException {
        SameUser user = user("""
                   0: 0100007F:1F98 0100007F:A001 01 00000000:00000000 00:00000000 00000000  1000        0 1 1 0
                   1: 0100007F:A001 0100007F:1F98 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0
                """);
        assertThat(user.mayBe("127.0.0.1", 0xA001)).isFalse();
        assertThat(user.mayBe("127.0.0.1", 0x1F98)).isTrue();
    }

    @Test
    @EnabledOnOs(LINUX)
    void clientOfIpV6ThatTalksIpV4IsFoundByEither() throws IOException {
        SameUser user = user("""
                   0: 0000000000000000FFFF00000100007F:A001 0000000000000000FFFF00000100007F:1F98 01 0:0 0:0 0  1001        0 2 1 0
                """);
        assertThat(user.mayBe("127.0.0.1", 0xA001)).isFalse();
        assertThat(user.mayBe("::ffff:127.0.0.1", 0xA001)).isFalse();
    }

    @Test
    void whatCannotBeFoundOutIsNoReasonToRefuse() {
        assertThat(new SameUser(List.of(folder.resolve("absent")), "1000").mayBe("127.0.0.1", 1))
                .isTrue();
        assertThat(new SameUser(List.of(), null).mayBe("127.0.0.1", 1)).isTrue();
    }

    private SameUser user(String lines) throws IOException {
        return new SameUser(List.of(Files.writeString(folder.resolve("tcp"), HEADER + lines)), "1000");
    }
}
