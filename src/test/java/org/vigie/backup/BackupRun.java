package org.vigie.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;

/** Carries out backups and restore tests of {@code vault} as the process would, without an engine. */
@TestComponent
class BackupRun {

    private static final Heartbeat ALIVE = () -> {};

    private final OperationRequests requests;
    private final Operations operations;
    private final BackupPreflight preflight;
    private final Backups backups;
    private final BackupCopies copies;
    private final RestoreTests tests;

    BackupRun(
            OperationRequests requests,
            Operations operations,
            BackupPreflight preflight,
            Backups backups,
            BackupCopies copies,
            RestoreTests tests) {
        this.requests = requests;
        this.operations = operations;
        this.preflight = preflight;
        this.backups = backups;
        this.copies = copies;
        this.tests = tests;
    }

    /** A request that nobody has carried out yet. */
    String requested() {
        return request("vault", "backups", Map.of());
    }

    private String request(String application, String kind, Map<String, Object> input) {
        return requests.request(OperationRequest.of(application, kind, input, "operator", null))
                .id();
    }

    List<String> check(String id) {
        return preflight.check(id);
    }

    void dump(String id) {
        backups.take(id, ALIVE);
    }

    void copy(String id) {
        copies.toOtherPlaces(id, ALIVE);
    }

    /** All of a backup; ended whether it succeeds or not. */
    Operation backup() {
        return backupOf("vault");
    }

    /** Likewise of another application. */
    Operation backupOf(String application) {
        String id = request(application, "backups", Map.of());
        try {
            check(id);
            dump(id);
            copy(id);
            operations.end(id, OperationStatus.SUCCEEDED, null, null);
        } catch (BackupFailedException e) {
            operations.end(id, OperationStatus.FAILED, e.fact(), e.code());
        }
        return operations.require(id);
    }

    /** All of a restore test. */
    RestoreTests.Result test(String backup) {
        return test(backup, Map.of());
    }

    /** A restore test of which a plan wants more. */
    RestoreTests.Result test(String backup, Map<String, Object> more) {
        String application = operations.require(backup).application();
        Map<String, Object> input = new LinkedHashMap<>(more);
        input.put("backup", backup);
        String id = request(application, "restore-tests", input);
        RestoreTests.Result result = tests.carryOut(id, ALIVE);
        operations.end(
                id,
                result.verdict().equals("verified") ? OperationStatus.SUCCEEDED : OperationStatus.FAILED,
                result.outcome(),
                result.cause());
        return result;
    }

    /** What the operation says now. */
    Operation operation(String id) {
        return operations.require(id);
    }

    void cancel(String id) {
        operations.cancel(id, "operator");
    }
}
