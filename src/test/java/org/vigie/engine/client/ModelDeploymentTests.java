package org.vigie.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.spring.event.CamundaPostDeploymentSpringEvent;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class ModelDeploymentTests {

    private final CamundaClient client = mock();
    private final DeployResourceCommandStep1 command = mock();
    private final DeployResourceCommandStep2 filled = mock(RETURNS_SELF);
    private final CamundaFuture<DeploymentEvent> answer = mock();
    private final List<Object> events = new ArrayList<>();
    private final List<Map<String, Long>> told = new ArrayList<>();
    private final ModelDeployment deployment = new ModelDeployment(
            new ModelSource() {
                @Override
                public Map<String, String> models() {
                    return new ShippedModelFiles(new PathMatchingResourcePatternResolver()).texts();
                }

                @Override
                public void deployed(Map<String, Long> definitions) {
                    told.add(definitions);
                }
            },
            events::add);

    @BeforeEach
    void takeEverything() {
        when(client.newDeployResourceCommand()).thenReturn(command);
        when(command.addResourceStringUtf8(any(), any())).thenReturn(filled);
        when(filled.addResourceStringUtf8(any(), any())).thenReturn(filled);
        when(filled.send()).thenReturn(answer);
    }

    @Test
    void asksAgainWhileTheEngineIsBusyAndThenTellsOnce() {
        DeploymentEvent deployed = mock();
        when(answer.join())
                .thenThrow(new ClientStatusException(Status.DEADLINE_EXCEEDED, null))
                .thenThrow(new ClientStatusException(Status.RESOURCE_EXHAUSTED, null))
                .thenReturn(deployed);
        deployment.onStart(client);
        verify(answer, times(3)).join();
        verify(command, times(3)).addResourceStringUtf8(any(), eq("ticket.bpmn"));
        assertThat(told).hasSize(1);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        CamundaPostDeploymentSpringEvent.class,
                        event -> assertThat(event.getDeployments()).containsExactly(deployed));
    }

    @Test
    void aModelThatTheEngineRefusesEndsTheStart() {
        when(answer.join()).thenThrow(new ClientStatusException(Status.INVALID_ARGUMENT, null));
        assertThatThrownBy(() -> deployment.onStart(client)).isInstanceOf(ClientStatusException.class);
        assertThat(events).isEmpty();
    }
}
