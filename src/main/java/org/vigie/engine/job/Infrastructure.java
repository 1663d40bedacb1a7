package org.vigie.engine.job;

import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells failures of what Vigie stands on (database, engine, network) from those of the work itself. The former end
 * without anybody looking at the job, so they are no incident, however long they last.
 */
public final class Infrastructure {

    private static final int DEEPEST = 30;
    private static final Set<Status.Code> ENGINE_IS_AWAY =
            EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);
    private static final Set<Integer> GATEWAY_IS_AWAY = Set.of(429, 502, 503, 504);
    private static final Set<Class<? extends Throwable>> AWAY = Set.of(
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            CannotCreateTransactionException.class,
            SQLTransientException.class,
            SQLRecoverableException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            HttpTimeoutException.class);

    private Infrastructure() {}

    /** Whether the failure, or anything that caused it, is one of the infrastructure. */
    public static boolean failed(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(Infrastructure::isAway);
    }

    private static boolean isAway(Throwable failure) {
        return switch (failure) {
            case ClientStatusException e -> ENGINE_IS_AWAY.contains(e.getStatusCode());
            case StatusRuntimeException e ->
                ENGINE_IS_AWAY.contains(e.getStatus().getCode());
            case ClientHttpException e -> GATEWAY_IS_AWAY.contains(e.code());
            case DataAccessResourceFailureException e -> !isOfTheStatement(e.getCause());
            case SQLException e -> isLost(e) || isOfAKindThatIsAway(e);
            default -> isOfAKindThatIsAway(failure);
        };
    }

    private static boolean isOfAKindThatIsAway(Throwable failure) {
        return AWAY.stream().anyMatch(type -> type.isInstance(failure));
    }

    /** The connection is gone, or the server stops, has crashed or is starting. */
    private static boolean isLost(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** Limits of the program, such as a row too large for its index: Spring counts them as failures of resources. */
    private static boolean isOfTheStatement(@Nullable Throwable cause) {
        return cause instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().startsWith("54");
    }
}
