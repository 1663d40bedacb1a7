package org.vigie.backup.process;

import io.camunda.client.exception.CamundaError;
import java.util.Map;
import java.util.function.Supplier;
import org.vigie.backup.BackupFailedException;

/** What the process is told when a backup or a restore test ends without a result. */
public final class BackupErrors {

    private BackupErrors() {}

    /** A failure becomes the BPMN error BACKUP_FAILED with its cause and outcome. */
    static <T> T told(Supplier<T> work) {
        return told("BACKUP_FAILED", work);
    }

    /** As {@link #told(Supplier)}, with another error code. */
    public static <T> T told(String errorCode, Supplier<T> work) {
        try {
            return work.get();
        } catch (BackupFailedException e) {
            throw CamundaError.bpmnError(errorCode, e.fact(), Map.of("cause", e.code(), "outcome", e.fact()));
        }
    }
}
