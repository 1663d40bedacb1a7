package org.vigie.operation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for and takes its time.
 *
 * @param id ours, unique over all kinds and engines
 * @param kind as in the API's address, such as {@code backups}
 * @param input what was asked for, checked by its {@link OperationKind}
 * @param requestedBy the account that asked, or {@code vigie}
 * @param rootId the operation on whose behalf it runs, which holds the lock; its own id if it stands alone
 * @param processInstanceKey null until its process has begun
 * @param outcome a sentence for people; null while it goes on
 * @param cause a stable code of why it did not succeed; null otherwise
 * @param standsSince since when it stands still, where people are told of that; null: it goes on, waits for a person or is over
 * @param details own to the kind
 */
public record Operation(
        String id,
        String kind,
        String application,
        OperationStatus status,
        Map<String, Object> input,
        String requestedBy,
        Instant requestedAt,
        String rootId,
        @Nullable Long processInstanceKey,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String cause,
        @Nullable Instant standsSince,
        Map<String, Object> details) {

    Operation withDetails(Map<String, Object> others) {
        return new Operation(
                id,
                kind,
                application,
                status,
                input,
                requestedBy,
                requestedAt,
                rootId,
                processInstanceKey,
                startedAt,
                endedAt,
                outcome,
                cause,
                standsSince,
                others);
    }
}
