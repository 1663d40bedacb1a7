package org.vigie.crisis.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.crisis.CrisisTexts;
import org.vigie.plan.MaintenancePlan;

/** Prepares the next public text: until when it can be approved, and what goes out if nobody does. */
@Component
public class PrepareCrisisTextWorker {

    private final CrisisTexts texts;

    PrepareCrisisTextWorker(CrisisTexts texts) {
        this.texts = texts;
    }

    /**
     * {@code turnKey} tells this turn through the task from others. The cycles are timers; what was filled in before is emptied unless
     * it was not taken.
     */
    public record Output(
            int turn,
            String turnKey,
            String language,
            String otherLanguage,
            String signature,
            String neutralAt,
            String neutralCycle,
            String reminderCycle,
            String neutralText,
            String lastText,
            String findings,
            @Nullable String decision,
            @Nullable String dataStatement) {}

    @JobWorker(type = "prepare-crisis-text")
    public Output prepare(@Variable String operationId, @ElementInstanceKey long elementInstanceKey) {
        CrisisTexts.Prepared prepared = texts.prepare(operationId);
        MaintenancePlan plan = prepared.plan();
        boolean french = plan.language().getLanguage().equals(Locale.FRENCH.getLanguage());
        return new Output(
                prepared.turn(),
                Long.toString(elementInstanceKey),
                french ? "French" : "English",
                french ? "English" : "French",
                plan.statusPage().team().in(plan.language()),
                prepared.neutralAt().toString(),
                "R/" + prepared.neutralAt() + "/" + prepared.rhythm().updateEvery(),
                "R/" + prepared.rhythm().remindEvery(),
                prepared.neutralText(),
                prepared.lastText(),
                prepared.findings(),
                null,
                null);
    }
}
