package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A user task as the engine exported it, which is what Tasklist and Operate read.
 *
 * @param groups candidate groups
 * @param dueDate as it was exported, or null if there is none
 * @param assignee the account, or null if nobody has it yet
 * @param priority 0 to 100
 */
public record EngineTask(
        long key,
        String elementId,
        List<String> groups,
        @Nullable String dueDate,
        @Nullable String assignee,
        int priority) {

    static EngineTask of(JsonNode value) {
        return new EngineTask(
                value.path("userTaskKey").asLong(),
                value.path("elementId").asText(),
                StreamSupport.stream(value.path("candidateGroupsList").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                blankToNull(value.path("dueDate").asText()),
                blankToNull(value.path("assignee").asText()),
                value.path("priority").asInt());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
