package org.vigie.platform.guard;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses calls of other users of the machine to the broker's gateway, which knows no accounts. Copied into the class path of the
 * broker, so it uses nothing but the JDK and gRPC. Thread-safe.
 */
public final class GrpcGuard implements ServerInterceptor {

    private static final int REMEMBERED = 256;

    private final SameUser sameUser;

    /** Connections of which it is known, by the address of their other end: a list of the kernel for each call would cost too much. */
    private final Map<InetSocketAddress, WeakReference<Attributes>> known = new HashMap<>();

    /** As the gateway makes it. */
    public GrpcGuard() {
        this(new SameUser());
    }

    GrpcGuard(SameUser sameUser) {
        this.sameUser = sameUser;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (mayCall(call.getAttributes())) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.PERMISSION_DENIED.withDescription(
                        "this port is for the account that runs Vigie only; hint: Use Vigie, Operate or Tasklist."),
                new Metadata());
        return new Refused<>();
    }

    /** The attributes are those of the connection: the same object as long as it lasts, another one for whoever has its port next. */
    private boolean mayCall(Attributes connection) {
        SocketAddress address = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (!(address instanceof InetSocketAddress other) || other.getAddress() == null) {
            return true;
        }
        synchronized (known) {
            WeakReference<Attributes> before = known.get(other);
            if (before != null && before.get() == connection) {
                return true;
            }
        }
        if (!sameUser.mayBe(other.getAddress().getHostAddress(), other.getPort())) {
            return false;
        }
        synchronized (known) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(other, new WeakReference<>(connection));
        }
        return true;
    }

    /** Of a call that is closed already. */
    static final class Refused<Q> extends ServerCall.Listener<Q> {}
}
