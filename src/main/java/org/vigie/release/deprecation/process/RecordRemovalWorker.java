package org.vigie.release.deprecation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.release.deprecation.DeprecationDesk;

/** Takes what a person decided about a removal that is due. */
@Component
public class RecordRemovalWorker {

    private static final String TASK = "Task_ConfirmRemoval";

    private final DeprecationDesk desk;
    private final TaskCompletions completions;

    RecordRemovalWorker(DeprecationDesk desk, TaskCompletions completions) {
        this.desk = desk;
        this.completions = completions;
    }

    /** The form, and the key of the element instance after which it was shown. */
    public record Input(
            String deprecationId,
            @Nullable String decision,
            @Nullable String newRemovalOn,
            @Nullable String reason,
            @Nullable Long askedAfter) {}

    @JobWorker(type = "record-removal")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        long after = input.askedAfter() == null ? 0 : input.askedAfter();
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, after))
                .required();
        DeprecationDesk.Answer answer =
                desk.decide(input.deprecationId(), input.decision(), input.newRemovalOn(), input.reason(), account);
        Map<String, Object> variables = new HashMap<>();
        variables.put("outcome", answer.outcome().name().toLowerCase(Locale.ROOT));
        variables.put("refusalReason", answer.reason());
        variables.put("askedAfter", job.getElementInstanceKey());
        return variables;
    }
}
