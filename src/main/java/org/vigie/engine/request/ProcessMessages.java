package org.vigie.engine.request;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.PublishMessageResponse;
import io.camunda.client.spring.event.CamundaPostDeploymentSpringEvent;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.shared.HintedException;

/**
 * Sends messages to processes. Made for listeners whose event is kept and delivered again when this fails. Thread-safe.
 */
@Component
@OnEngine
public class ProcessMessages {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient client;
    private volatile boolean modelsAreDeployed;

    ProcessMessages(CamundaClient client) {
        this.client = client;
    }

    @EventListener
    void on(CamundaPostDeploymentSpringEvent event) {
        modelsAreDeployed = true;
    }

    /**
     * Returns when the engine has taken the message, or had taken one with the same id that still waits for a receiver.
     *
     * @param correlationKey which instance it is for; at most one instance at a time starts by the same key
     * @param timeToLive how long it waits for a receiver; zero if it is dropped when nobody waits
     * @param messageId the same for every repetition
     * @throws RuntimeException if the engine does not answer or does not know the models yet: a message that nobody can
     *     receive would be lost without a trace
     */
    public void publish(
            String message,
            String correlationKey,
            Duration timeToLive,
            String messageId,
            Map<String, ? extends @Nullable Object> variables) {
        if (!modelsAreDeployed) {
            throw new HintedException(
                    "the models are not deployed yet", "Wait until Vigie is ready: the message is sent again.");
        }
        try {
            command(message, correlationKey, timeToLive, messageId, variables)
                    .send()
                    .join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    /** Whether the engine knows the models, so that a message finds who waits for it. */
    boolean canBeReceived() {
        return modelsAreDeployed;
    }

    /** As {@link #publish}, without waiting for the engine's answer. */
    CompletionStage<?> send(
            String message,
            String correlationKey,
            Duration timeToLive,
            String messageId,
            Map<String, ? extends @Nullable Object> variables) {
        try {
            return command(message, correlationKey, timeToLive, messageId, variables)
                    .send()
                    .handle((taken, refused) -> {
                        if (refused == null || isThereAlready(refused)) {
                            return null;
                        }
                        throw refused instanceof CompletionException e ? e : new CompletionException(refused);
                    });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private FinalCommandStep<PublishMessageResponse> command(
            String message,
            String correlationKey,
            Duration timeToLive,
            String messageId,
            Map<String, ? extends @Nullable Object> variables) {
        return client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(correlationKey)
                .messageId(messageId)
                .timeToLive(timeToLive)
                .variables(variables)
                .requestTimeout(PATIENCE);
    }

    private static boolean isThereAlready(Throwable refused) {
        return Status.fromThrowable(refused).getCode() == Status.Code.ALREADY_EXISTS;
    }
}
