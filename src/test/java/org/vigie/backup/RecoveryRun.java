package org.vigie.backup;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.vigie.backup.recovery.DatabaseSwap;
import org.vigie.backup.recovery.RecoveredDatabase;
import org.vigie.backup.recovery.Recoveries;
import org.vigie.backup.recovery.RecoveryDecisions;
import org.vigie.backup.recovery.RecoveryServices;
import org.vigie.backup.recovery.RecoveryUndo;
import org.vigie.backup.recovery.RestoreBeside;
import org.vigie.backup.recovery.SafetyCopy;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;

/** Carries out recoveries of {@code vault} as the process would, without an engine. */
@TestComponent
class RecoveryRun {

    private static final Heartbeat ALIVE = () -> {};

    private final OperationRequests requests;
    private final Operations operations;
    private final Recoveries recoveries;
    private final RecoveryDecisions decisions;
    private final RecoveryServices services;
    private final SafetyCopy copy;
    private final RestoreBeside beside;
    private final DatabaseSwap databases;
    private final RecoveredDatabase recovered;
    private final RecoveryUndo undo;
    private long turn;

    RecoveryRun(
            OperationRequests requests,
            Operations operations,
            Recoveries recoveries,
            RecoveryDecisions decisions,
            RecoveryServices services,
            SafetyCopy copy,
            RestoreBeside beside,
            DatabaseSwap databases,
            RecoveredDatabase recovered,
            RecoveryUndo undo) {
        this.requests = requests;
        this.operations = operations;
        this.recoveries = recoveries;
        this.decisions = decisions;
        this.services = services;
        this.copy = copy;
        this.beside = beside;
        this.databases = databases;
        this.recovered = recovered;
        this.undo = undo;
    }

    String requested(Map<String, Object> input) {
        return requests.request(OperationRequest.of("vault", "recoveries", input, "operator", null))
                .id();
    }

    /** What another operation asks for under its own hold. */
    String requestedBy(String parent, Map<String, Object> input) {
        return requests.request(
                        new OperationRequest("vault", "recoveries", input, "vigie", parent + "/restore", parent))
                .id();
    }

    Recoveries.Look look(String id) {
        return recoveries.look(id);
    }

    void says(String id, boolean yes, @Nullable String otherBackup) {
        decisions.answered(
                id,
                new RecoveryDecisions.Turn(1, ++turn),
                "dora",
                new RecoveryDecisions.Answer(yes, otherBackup, "because"));
    }

    void stop(String id) {
        services.stop(id, ALIVE);
    }

    void save(String id) {
        copy.take(id, ALIVE);
    }

    void restore(String id) {
        beside.restore(id, ALIVE);
    }

    void swap(String id) {
        databases.swap(id, ALIVE);
    }

    void verify(String id) {
        recovered.verify(id);
    }

    void start(String id) {
        services.start(id, ALIVE);
    }

    boolean watch(String id) {
        return recovered.watch(id);
    }

    void undo(String id) {
        undo.undo(id);
    }

    void upToTheSwap(String id) {
        look(id);
        stop(id);
        save(id);
        restore(id);
    }

    /** From the decision on. */
    void recover(String id) {
        upToTheSwap(id);
        swap(id);
        verify(id);
        start(id);
    }

    void end(String id) {
        operations.end(id, OperationStatus.SUCCEEDED, null, null);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> detail(String id, String name) {
        return (Map<String, Object>) operations.require(id).details().get(name);
    }
}
