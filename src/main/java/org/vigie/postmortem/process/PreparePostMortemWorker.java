package org.vigie.postmortem.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import io.camunda.client.exception.CamundaError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.Draft;
import org.vigie.postmortem.PostMortemPreparation;
import org.vigie.postmortem.PostMortemPreparation.Prepared;
import org.vigie.postmortem.Sections;

/** Binds a process instance to its post-mortem and gives the author what is known already. */
@Component
public class PreparePostMortemWorker {

    private final PostMortemPreparation preparation;

    PreparePostMortemWorker(PostMortemPreparation preparation) {
        this.preparation = preparation;
    }

    /** What the forms start with; times are instants such as {@code 2026-11-20T16:30:00Z}. */
    public record Output(
            String ticketId,
            String application,
            String applicationName,
            String language,
            String title,
            String priority,
            @Nullable String recurrenceOf,
            String postMortemDue,
            String remindAt,
            String timeline,
            String impact,
            String rootCause,
            String immediateActions,
            String longTermFixes,
            String lessons,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Draft.Line> actions,
            boolean approved) {}

    @JobWorker(type = "prepare-post-mortem")
    public Output prepare(@Variable String postMortemId, @ProcessInstanceKey long processInstanceKey) {
        Prepared prepared = preparation
                .prepare(postMortemId, processInstanceKey)
                .orElseThrow(() -> CamundaError.bpmnError(
                        "POST_MORTEM_ALREADY_RUNNING",
                        "another process instance works on post-mortem " + postMortemId));
        Sections sections = prepared.postMortem().sections();
        return new Output(
                prepared.ticket().id(),
                prepared.ticket().application(),
                prepared.plan().name(),
                prepared.plan().language().getLanguage(),
                prepared.ticket().title(),
                prepared.ticket().priority(),
                prepared.ticket().recurrenceOf(),
                prepared.postMortem().due().toString(),
                prepared.postMortem().firstReminder().toString(),
                sections.timeline(),
                sections.impact(),
                sections.rootCause(),
                sections.immediateActions(),
                sections.longTermFixes(),
                sections.lessons(),
                prepared.postMortem().actions().stream()
                        .map(action -> new Draft.Line(action.title(), action.description(), action.owner()))
                        .toList(),
                prepared.postMortem().approvedBefore());
    }
}
