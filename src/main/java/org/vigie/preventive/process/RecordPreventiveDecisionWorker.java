package org.vigie.preventive.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.preventive.PreventiveDesk;

/** Keeps what a person decided about an entry, and who did. */
@Component
public class RecordPreventiveDecisionWorker {

    private static final String TASK = "Task_Judge";

    private final PreventiveDesk desk;
    private final TaskCompletions completions;

    RecordPreventiveDecisionWorker(PreventiveDesk desk, TaskCompletions completions) {
        this.desk = desk;
        this.completions = completions;
    }

    /** A line of a list of the form; what somebody emptied is null. */
    public record Row(
            @Nullable String point,
            @Nullable Boolean ticked,
            @Nullable String figure,
            @Nullable String expected,
            @Nullable BigDecimal actual) {}

    /** The form, and the key of the element instance after which it was shown. */
    public record Input(
            String runId,
            @Nullable String decision,
            @Nullable String remark,
            @Nullable String postponedTo,
            @Nullable List<Row> points,
            @Nullable List<Row> figures,
            @Nullable Long asked) {}

    @JobWorker(type = "record-preventive-decision")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        long after = input.asked() == null ? 0 : input.asked();
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, after))
                .required();
        PreventiveDesk.Answer answer = desk.decide(input.runId(), account, decision(input));
        Map<String, Object> variables = new HashMap<>();
        variables.put("outcome", answer.outcome().name().toLowerCase(Locale.ROOT));
        variables.put("refusalReason", answer.reason());
        variables.put("asked", job.getElementInstanceKey());
        variables.put(
                "goesOnAt", answer.goesOnAt() == null ? null : answer.goesOnAt().toString());
        return variables;
    }

    private static PreventiveDesk.Decision decision(Input input) {
        return new PreventiveDesk.Decision(
                input.decision(),
                input.remark(),
                input.postponedTo(),
                rows(input.points()).stream()
                        .map(row -> new PreventiveDesk.Point(
                                String.valueOf(row.point()), Boolean.TRUE.equals(row.ticked())))
                        .toList(),
                rows(input.figures()).stream()
                        .map(row -> new PreventiveDesk.Line(
                                String.valueOf(row.figure()), String.valueOf(row.expected()), row.actual()))
                        .toList());
    }

    private static List<Row> rows(@Nullable List<Row> given) {
        return given == null ? List.of() : given;
    }
}
