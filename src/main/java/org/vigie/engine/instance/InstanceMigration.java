package org.vigie.engine.instance;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.MigrationPlan;
import io.camunda.client.api.command.MigrationPlanBuilderImpl;
import io.grpc.Status;
import java.time.Duration;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;

/** Brings running instances to another version of their process. Thread-safe. */
@Component
@OnEngine
public class InstanceMigration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient client;

    InstanceMigration(CamundaClient client) {
        this.client = client;
    }

    /** How it ended. */
    public enum Outcome {
        /** It goes on in the other version. */
        MOVED,
        /** It had ended before. */
        ENDED
    }

    /**
     * Brings an instance to another version: it stays at the same elements.
     *
     * @param elements ids that both versions have; those that it is at must be among them
     * @throws ClientStatusException if the engine does not do that, with its reason
     */
    public Outcome migrate(long instance, long targetDefinition, Collection<String> elements) {
        MigrationPlanBuilderImpl plan = new MigrationPlanBuilderImpl();
        plan.withTargetProcessDefinitionKey(targetDefinition);
        elements.forEach(element -> plan.addMappingInstruction(element, element));
        MigrationPlan built = plan.build();
        try {
            client.newMigrateProcessInstanceCommand(instance)
                    .migrationPlan(built)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            return Outcome.MOVED;
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                return Outcome.ENDED;
            }
            throw e;
        }
    }
}
