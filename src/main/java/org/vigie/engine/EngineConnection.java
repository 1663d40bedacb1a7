package org.vigie.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.impl.CamundaClientImpl;
import io.grpc.ManagedChannel;
import java.lang.reflect.Field;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Tries every few seconds to reach an engine that was away: gRPC lets its own pauses grow to two minutes, and neither it nor the
 * client has a setting for that.
 */
@Component
@OnEngine
class EngineConnection {

    private final Optional<ManagedChannel> channel;

    EngineConnection(CamundaClient client) {
        this.channel = client instanceof CamundaClientImpl real ? channelOf(real) : Optional.empty();
    }

    /** The client does not give it away. */
    private static Optional<ManagedChannel> channelOf(CamundaClientImpl client) {
        Field field = ReflectionUtils.findField(CamundaClientImpl.class, null, ManagedChannel.class);
        if (field == null) {
            return Optional.empty();
        }
        ReflectionUtils.makeAccessible(field);
        return Optional.ofNullable((ManagedChannel) ReflectionUtils.getField(field, client));
    }

    /** Nothing while it is connected. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void tryAgain() {
        channel.ifPresent(ManagedChannel::resetConnectBackoff);
    }
}
