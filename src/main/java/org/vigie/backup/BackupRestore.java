package org.vigie.backup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.scratch.RestoreResult;
import org.vigie.backup.scratch.ScratchRequest;
import org.vigie.backup.scratch.ScratchRestores;
import org.vigie.backup.scratch.SmokeQuery;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operations;
import org.vigie.plan.BackupSettings;
import org.vigie.shared.FencedException;

/** Restores an opened backup on a scratch server and says what came back. */
@Component
class BackupRestore {

    private static final double MILLIS = 1000.0;

    private final ScratchRestores scratch;
    private final Operations operations;

    BackupRestore(ScratchRestores scratch, Operations operations) {
        this.scratch = scratch;
        this.operations = operations;
    }

    /**
     * Restores it, compares it and asks the queries of the plan.
     *
     * @param id of the operation on whose behalf; its cancellation ends the restore
     * @param spoiled for an exercise: something is added to what was restored
     */
    RestoreTests.Finding restore(
            String id, FetchedBackup fetched, BackupSettings settings, boolean spoiled, Heartbeat heartbeat) {
        RestoreResult result = scratch.restore(new ScratchRequest(
                id,
                fetched.dump(),
                fetched.contents(),
                SmokeQuery.of(settings),
                spoiled,
                null,
                settings.deadline().toDuration(),
                () -> isToEnd(id, heartbeat)));
        Map<String, Object> phases = new LinkedHashMap<>();
        for (RestoreResult.Phase phase : RestoreResult.Phase.values()) {
            if (result.durations().containsKey(phase)) {
                phases.put(
                        phase.name().toLowerCase(Locale.ROOT),
                        result.durations().get(phase).toMillis() / MILLIS);
            }
        }
        return new RestoreTests.Finding(
                result.verdict().name().toLowerCase(Locale.ROOT),
                result.code(),
                result.sentence() + ".",
                phases,
                result.settings());
    }

    private boolean isToEnd(String id, Heartbeat heartbeat) {
        try {
            heartbeat.check();
            return operations.isCancelled(id);
        } catch (FencedException e) {
            return true;
        }
    }
}
