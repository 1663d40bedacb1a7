package org.vigie.support.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user task that waits for somebody.
 *
 * @param groups candidate groups as a JSON list, such as {@code ["support"]}
 * @param dueDate an ISO instant, or null if there is none
 * @param assignee the account, or null if nobody has it yet
 */
public record UserTask(
        long key,
        String elementId,
        String groups,
        @Nullable String dueDate,
        @Nullable String assignee) {

    static final String JOB_TYPE = "io.camunda.zeebe:userTask";

    static UserTask of(long key, String elementId, Map<String, String> headers) {
        return new UserTask(
                key,
                elementId,
                headers.getOrDefault("io.camunda.zeebe:candidateGroups", "[]"),
                headers.get("io.camunda.zeebe:dueDate"),
                blankToNull(headers.get("io.camunda.zeebe:assignee")));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
