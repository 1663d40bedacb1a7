package org.vigie.engine.request;

import static org.mockito.Mockito.mock;

import io.camunda.client.CamundaClient;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Messages that an engine would have got. */
final class SentMessages extends ProcessMessages {

    record Sent(String message, String correlationKey, Duration timeToLive, String id, Map<String, ?> variables) {}

    private final List<Sent> sent = new ArrayList<>();
    private @Nullable RuntimeException failure;

    SentMessages() {
        super(mock(CamundaClient.class));
    }

    void away(boolean isAway) {
        failure = isAway ? new IllegalStateException("the engine is away") : null;
    }

    void tooBusy() {
        failure = Status.RESOURCE_EXHAUSTED.asRuntimeException();
    }

    synchronized List<String> ids() {
        return sent.stream().map(Sent::id).toList();
    }

    synchronized Sent last() {
        return sent.getLast();
    }

    @Override
    boolean canBeReceived() {
        return true;
    }

    @Override
    synchronized CompletionStage<?> send(
            String message,
            String correlationKey,
            Duration timeToLive,
            String messageId,
            Map<String, ? extends @Nullable Object> variables) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        sent.add(new Sent(message, correlationKey, timeToLive, messageId, variables));
        return CompletableFuture.completedFuture(null);
    }
}
