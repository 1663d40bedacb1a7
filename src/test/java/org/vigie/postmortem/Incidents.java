package org.vigie.postmortem;

import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.vigie.support.EngineKeys;
import org.vigie.support.KnownCompletions;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;
import org.vigie.ticket.TicketType;

/** Tickets and post-mortems at the point where a test begins. */
@TestComponent
class Incidents {

    static final Draft DRAFT = new Draft(
            "- 10:00 : panne",
            "Tous les utilisateurs",
            "Certificat expiré",
            "- Certificat renouvelé",
            "",
            "Une alerte manquait",
            List.of(
                    new Draft.Line("Surveiller l'expiration", "Alerte 14 jours avant", "Dora"),
                    new Draft.Line("Automatiser le renouvellement", "", null)),
            null);

    private final TicketIntake intake;
    private final TicketProgress progress;
    private final PostMortemDesk desk;
    private final PostMortemWriting writing;
    private final PostMortemPreparation preparation;
    private final KnownCompletions completions;

    Incidents(
            TicketIntake intake,
            TicketProgress progress,
            PostMortemDesk desk,
            PostMortemWriting writing,
            PostMortemPreparation preparation,
            KnownCompletions completions) {
        this.intake = intake;
        this.progress = progress;
        this.desk = desk;
        this.writing = writing;
        this.preparation = preparation;
        this.completions = completions;
    }

    static long step() {
        return EngineKeys.next();
    }

    String open(Impact impact, Label... labels) {
        return intake.create(new NewTicket(
                        "cesizen",
                        "Connexion *impossible*",
                        "Erreur 500",
                        TicketType.CORRECTIVE,
                        impact,
                        Set.copyOf(Arrays.asList(labels)),
                        new Reporter("Inès Martin", "ines@example.org"),
                        TicketSource.API,
                        null))
                .id();
    }

    void analyse(String ticketId, String rootCause) {
        long step = step();
        progress.stepStarted(ticketId, TicketStep.ANALYSE, step);
        progress.stepCompleted(
                ticketId,
                TicketStep.ANALYSE,
                1,
                step,
                new StepValues(Map.of("rootCause", rootCause, "impactAssessment", "Le paiement aussi")));
    }

    void close(String ticketId, TicketStatus outcome) {
        progress.close(ticketId, outcome, "");
    }

    /** A post-mortem that was asked for because its ticket was resolved. */
    String required() {
        String ticketId = open(Impact.SERVICE_DOWN, Label.SECURITY);
        close(ticketId, TicketStatus.RESOLVED);
        String id = "PM-" + ticketId;
        await().ignoreExceptions().until(() -> desk.get(id).status() == PostMortemStatus.REQUIRED);
        return id;
    }

    String written() {
        String id = required();
        preparation.prepare(id, EngineKeys.next());
        write(id, "dora", DRAFT);
        return id;
    }

    String approved() {
        String id = written();
        review(id, "nadia", new Review("approve", null));
        return id;
    }

    /** The account hands in a text; null is nobody. */
    void write(String id, @Nullable String account, Draft draft) {
        writing.recordDraft(id, draft, completed(id, PostMortemWriting.WRITE, account));
    }

    /** The account reviews the text; null is nobody. */
    void review(String id, @Nullable String account, Review review) {
        writing.recordReview(id, review, completed(id, PostMortemWriting.REVIEW, account));
    }

    /** The step after a task that the account completed. */
    RecordingStep completed(String id, String task, @Nullable String account) {
        long instance = Objects.requireNonNullElse(desk.get(id).processInstanceKey(), 1L);
        completions.completed(instance, task, account, VigieTest.START);
        return new RecordingStep(instance, EngineKeys.next());
    }
}
