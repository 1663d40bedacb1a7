package org.vigie.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call the broker's gateway. */
class GrpcGuardTests {

    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    Path folder;

    private final Attributes connection = connection();

    @Test
    void callsOfOthersAreRefused() throws IOException {
        Call call = call(guard(1001), connection);
        assertThat(call.passed).isFalse();
        assertThat(call.closed).isNotNull();
        assertThat(call.closed.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(call.closed.getDescription()).contains("hint: ");
    }

    @Test
    void callsOfTheSameUserPass() throws IOException {
        Call call = call(guard(1000), connection);
        assertThat(call.passed).isTrue();
        assertThat(call.closed).isNull();
    }

    /** The kernel's list is read once for a connection, and again for whoever has its port next. */
    @Test
    void aPortThatOthersTakeOverIsTheirs() throws IOException {
        GrpcGuard guard = guard(1000);
        assertThat(call(guard, connection).passed).isTrue();
        list(1001);
        assertThat(call(guard, connection).passed).isTrue();
        assertThat(call(guard, connection()).passed).isFalse();
    }

    /** The jar of the children holds the classes that are named, and no nested ones beside. */
    @Test
    void nothingThatItNeedsIsLeftOut() {
        for (Class<?> type : Guards.CLASSES) {
            assertThat(Guards.CLASSES).as("nested classes of %s", type).containsAll(List.of(type.getDeclaredClasses()));
            assertThat(type.getResource(type.getSimpleName() + "$1.class"))
                    .as("anonymous class of %s", type)
                    .isNull();
        }
        assertThat(Modifier.isPublic(GrpcGuard.class.getModifiers())).isTrue();
    }

    private static Attributes connection() {
        return Attributes.newBuilder()
                .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, new InetSocketAddress("127.0.0.1", 0xA001))
                .build();
    }

    private GrpcGuard guard(int uidOfTheOther) throws IOException {
        return new GrpcGuard(new SameUser(List.of(list(uidOfTheOther)), "1000"));
    }

    private Path list(int uid) throws IOException {
        return Files.writeString(
                folder.resolve("tcp"),
                HEADER + "   0: 0100007F:A001 0100007F:6784 01 00000000:00000000 00:00000000 00000000  " + uid
                        + "        0 1 1 0\n");
    }

    private static Call call(GrpcGuard guard, Attributes connection) {
        Call call = new Call(connection);
        guard.interceptCall(call, new Metadata(), (started, headers) -> {
            call.passed = true;
            return new ServerCall.Listener<>() {};
        });
        return call;
    }

    /** A call that notes what becomes of it. */
    private static final class Call extends ServerCall<String, String> {

        private final Attributes connection;
        private boolean passed;
        private @Nullable Status closed;

        Call(Attributes connection) {
            this.connection = connection;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            closed = status;
        }

        @Override
        public Attributes getAttributes() {
            return connection;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(String message) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<String, String> getMethodDescriptor() {
            throw new UnsupportedOperationException();
        }
    }
}
