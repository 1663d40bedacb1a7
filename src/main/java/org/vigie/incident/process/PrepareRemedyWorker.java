package org.vigie.incident.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.incident.diagnosis.DiagnosisText;
import org.vigie.incident.remedy.Remedies;
import org.vigie.incident.remedy.RemedyTurn;
import org.vigie.shared.Sentences;

/** Keeps what the table {@code remedy} says, and whether the plan wants a person to be asked first. */
@Component
public class PrepareRemedyWorker {

    private final Remedies remedies;

    PrepareRemedyWorker(Remedies remedies) {
        this.remedies = remedies;
    }

    public record Input(
            String operationId,
            Remedy remedy,
            @Nullable String monitor,
            @Nullable String language) {}

    /** What the table says. */
    public record Remedy(String action, String rule) {}

    /** {@code turnKey} tells this turn through the task from others; what was filled in before is emptied. */
    public record Output(
            int turn,
            String turnKey,
            boolean ask,
            List<String> tried,
            @Nullable String decision,
            @Nullable String remark) {}

    @JobWorker(type = "prepare-remedy")
    public Output prepare(@VariablesAsType Input input, @ElementInstanceKey long elementInstanceKey) {
        RemedyTurn turn = remedies.prepare(
                input.operationId(), input.remedy().action(), input.remedy().rule(), input.monitor());
        return new Output(
                turn.number(),
                Long.toString(elementInstanceKey),
                turn.asked(),
                Sentences.in(input.language()).say(remedies.tried(input.operationId())).stream()
                        .map(DiagnosisText::plain)
                        .toList(),
                null,
                null);
    }
}
