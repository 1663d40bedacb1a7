package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.EngineKeys;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** What a form shows of Vigie's own making stands in the language of the form: MangaThèque's is French, the demo's English. */
@VigieTest
class FormLanguageTests {

    private static final List<String> FOUND =
            List.of("There is no pull request", "Commit message, line 2 (\"wip\"): a space is missing after the colon");

    @Autowired
    RegisterTicketWorker register;

    @Autowired
    RecordStepStartWorker stepStart;

    @Autowired
    TicketIntake intake;

    @Test
    void aRequestThatIsSentBackSaysWhy() {
        assertThat(refusal("mangatheque", "reader@example.org", null))
                .isEqualTo("Titre : ce champ est vide. Remplissez-le.");
        assertThat(refusal("demo", "reader@example.org", null)).isEqualTo("title is missing. Fill it in.");
        assertThat(refusal("mangatheque", "reader@example.org", "x".repeat(201)))
                .startsWith("Titre : plus de 200 caractères. Raccourcissez");
    }

    @Test
    void whatTheGateSaidIsShownToWhoImplements() {
        assertThat(shown("mangatheque", "fr"))
                .containsEntry(
                        "gateFindings",
                        List.of(
                                "Il n’y a pas de demande de fusion",
                                "Message de commit, ligne 2 (« wip ») : il manque une espace après les deux-points"));
        assertThat(shown("demo", "en")).containsEntry("gateFindings", FOUND);
    }

    private Map<String, Object> shown(String application, String language) {
        ActivatedJob job = mock(ActivatedJob.class);
        String ticket = intake.create(new NewTicket(
                        application,
                        "It is slow",
                        "",
                        TicketType.CORRECTIVE,
                        Impact.LIMITED,
                        Set.of(),
                        new Reporter("Rita", "rita@example.org"),
                        TicketSource.API,
                        null))
                .id();
        when(job.getElementId()).thenReturn("Task_ImplementChange");
        when(job.getElementInstanceKey()).thenReturn(EngineKeys.next());
        when(job.getProcessInstanceKey()).thenReturn(EngineKeys.next());
        when(job.getVariablesAsMap())
                .thenReturn(Map.of(
                        "ticketId", ticket, "application", application, "language", language, "gateFindings", FOUND));
        return stepStart.recordStart(job);
    }

    private String refusal(String application, String mail, String title) {
        RegisterTicketWorker.Input form =
                new RegisterTicketWorker.Input(null, application, title, "", null, "limited", List.of(), "Rita", mail);
        BpmnError error = catchThrowableOfType(BpmnError.class, () -> register.register(form, EngineKeys.next()));
        return error.getVariables() instanceof Map<?, ?> variables
                ? String.valueOf(variables.get("refusalReason"))
                : "";
    }
}
