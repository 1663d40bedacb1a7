package org.vigie.operation;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an operation.
 *
 * @param kind as in the API's address, such as {@code backups}
 * @param input what its kind takes
 * @param requestedBy the account that asks, or {@code vigie} for a timer or another process
 * @param key the same for every repetition of the same request
 * @param parentId the operation on whose behalf it is to run under the same lock; null if it stands alone
 */
public record OperationRequest(
        String application,
        String kind,
        Map<String, Object> input,
        String requestedBy,
        String key,
        @Nullable String parentId) {

    /** A request of a person; without a key each one is a request of its own. */
    public static OperationRequest of(
            String application, String kind, Map<String, Object> input, String account, @Nullable String key) {
        return new OperationRequest(
                application,
                kind,
                input,
                account,
                key == null ? UUID.randomUUID().toString() : key,
                null);
    }
}
