package org.vigie.release.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.OperationStep;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.Operations;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.support.VigieTest;

/** A release says what waits for a person on its behalf. */
@VigieTest
class ChildOperationsTests {

    private static final String STEP = "Backup before the deployment";

    @Autowired
    ChildOperations children;

    @Autowired
    OperationRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    OperationSteps steps;

    private final List<Operation> told = new ArrayList<>();
    private String release = "";

    @BeforeEach
    void aReleaseThatTakesItsBackup() {
        release = requests.request(
                        OperationRequest.of("demo", "releases", Map.of("version", "v1.0.0"), "operator", null))
                .id();
        operations.goOn(release);
        steps.begin(release, STEP);
    }

    @AfterEach
    void end() {
        operations
                .openChildren(release)
                .forEach(child -> operations.end(child.id(), OperationStatus.CANCELLED, null, null));
        operations.end(release, OperationStatus.CANCELLED, null, null);
    }

    @Test
    void whatGoesOnByItselfIsNotWaitedForByAPerson() {
        assertThat(backup()).isEqualTo(backup());
        assertThat(told).isEmpty();
        assertThat(operations.require(release).status()).isEqualTo(OperationStatus.RUNNING);
    }

    @Test
    void aBackupThatIsHeldBackIsSaidUntilSomebodyHasDecided() {
        String backup = backup();
        operations.addDetails(
                backup, Map.of("preflight", Map.of("findings", List.of("The database is empty: 0 tables, 0 rows."))));
        operations.waiting(backup);
        assertThat(backup()).isEqualTo(backup);
        assertThat(backup()).isEqualTo(backup);
        Operation waiting = operations.require(release);
        assertThat(waiting.status()).isEqualTo(OperationStatus.WAITING);
        assertThat(waiting.details().get("waitingFor"))
                .asInstanceOf(MAP)
                .containsEntry("operation", backup)
                .containsEntry("questions", List.of("The database is empty: 0 tables, 0 rows."))
                .containsKey("since");
        assertThat(operations.links(waiting)).containsEntry("waitingFor", "/api/applications/demo/backups/" + backup);
        assertThat(step().detail()).contains("waits for a person", backup, "The database is empty");
        assertThat(told).extracting(Operation::id).containsExactly(backup);
        assertThatThrownBy(() -> requests.request(OperationRequest.of("demo", "backups", Map.of(), "operator", null)))
                .as("the targets stay held")
                .hasMessageContaining(release);

        operations.resume(backup);
        assertThat(backup()).isEqualTo(backup);
        Operation running = operations.require(release);
        assertThat(running.status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(running.details().get("waitingFor")).isNull();
        assertThat(operations.links(running)).isEmpty();
        assertThat(step().detail()).isNull();

        operations.end(backup, OperationStatus.SUCCEEDED, "taken", null);
        assertThat(children.ended(
                                operations.require(release), "backups", "backup", Map.of("database", "main"), told::add)
                        .status())
                .isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void aReleaseThatIsCancelledEndsWhatWaitsOnItsBehalf() {
        String backup = backup();
        operations.waiting(backup);
        assertThatThrownBy(() -> children.cancel(release, child -> true)).isInstanceOf(BusyElsewhereException.class);
        assertThat(operations.require(backup).status())
                .as("its process had not begun")
                .isEqualTo(OperationStatus.CANCELLED);
        children.cancel(release, child -> true);
    }

    /** Asks for it, which goes on. */
    private String backup() {
        assertThatThrownBy(() -> children.ended(
                        operations.require(release), "backups", "backup", Map.of("database", "main"), told::add))
                .isInstanceOf(BusyElsewhereException.class);
        assertThat(operations.openChildren(release)).hasSize(1);
        return operations.openChildren(release).getFirst().id();
    }

    private OperationStep step() {
        return steps.find(release, STEP).orElseThrow();
    }
}
