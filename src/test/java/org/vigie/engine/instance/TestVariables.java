package org.vigie.engine.instance;

import io.camunda.client.CamundaClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables in the engine of a test. */
public final class TestVariables {

    private TestVariables() {}

    public static ProcessVariables in(CamundaClient client) {
        return new ProcessVariables(client);
    }

    /** With something that happens each time before they are set. */
    public static ProcessVariables in(CamundaClient client, Runnable meanwhile) {
        return new ProcessVariables(client) {
            @Override
            public void set(long elementInstanceKey, Map<String, ? extends @Nullable Object> variables) {
                meanwhile.run();
                super.set(elementInstanceKey, variables);
            }
        };
    }
}
