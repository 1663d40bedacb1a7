package org.vigie.engine.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.vigie.engine.webapp.FakeWebapps;

/** What Operate is asked for the instance that called another. */
class OperateInstancesTests {

    @AutoClose
    private final FakeWebapps webapps = new FakeWebapps();

    @Test
    void findsTheCallingInstance() {
        webapps.answering(
                        "/v1/process-instances/6", "{\"key\":6,\"bpmnProcessId\":\"ticket-question\",\"parentKey\":5}")
                .answering("/v1/process-instances/5", "{\"key\":5,\"bpmnProcessId\":\"ticket\"}");
        OperateInstances instances = new OperateInstances(webapps.session());
        assertThat(instances.callerOf(6)).contains(5L);
        assertThat(instances.callerOf(5)).isEmpty();
        assertThat(instances.callerOf(4)).isEmpty();
    }
}
