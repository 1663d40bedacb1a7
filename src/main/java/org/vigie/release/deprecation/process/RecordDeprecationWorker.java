package org.vigie.release.deprecation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.CamundaError;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.release.deprecation.Deprecation;
import org.vigie.release.deprecation.Deprecations;
import org.vigie.release.deprecation.NewDeprecation;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Sentences;

/** Keeps what a person announced, or sends it back with the reason. */
@Component
public class RecordDeprecationWorker {

    private static final String TASK = "Task_WriteAnnouncement";

    private final Deprecations deprecations;
    private final TaskCompletions completions;

    RecordDeprecationWorker(Deprecations deprecations, TaskCompletions completions) {
        this.deprecations = deprecations;
        this.completions = completions;
    }

    /** The form, and the key of the element instance after which it was shown. */
    public record Input(
            @Nullable String application,
            @Nullable String feature,
            @Nullable String replacement,
            @Nullable String removalOn,
            @Nullable Long askedAfter) {}

    public record Output(String deprecationId) {}

    @JobWorker(type = "record-deprecation")
    public Output record(@VariablesAsType Input input, ActivatedJob job) {
        long after = input.askedAfter() == null ? 0 : input.askedAfter();
        Locale language = deprecations.language(input.application());
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, after))
                .required();
        try {
            String application = input.application() == null ? "" : input.application();
            NewDeprecation announcement = NewDeprecation.of(
                    input.feature(), input.replacement(), input.removalOn(), deprecations.today(application));
            Deprecation kept =
                    deprecations.announcedByForm(application, announcement, account, job.getProcessInstanceKey());
            return new Output(kept.id());
        } catch (InvalidFieldException e) {
            throw invalid(e.field() + " " + e.sentences(), language, job);
        } catch (NotFoundException | ConflictException e) {
            throw invalid(e.sentences(), language, job);
        }
    }

    /** Once the application is known, the form comes back in its language. */
    private static RuntimeException invalid(String reason, Locale language, ActivatedJob job) {
        return CamundaError.bpmnError(
                "DEPRECATION_INVALID",
                reason,
                Map.of(
                        "refusalReason",
                        Sentences.in(language).say(reason),
                        "language",
                        language.getLanguage(),
                        "askedAfter",
                        job.getElementInstanceKey()));
    }
}
