package org.vigie.postmortem;

import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
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
            null,
            "Dora Petit");

    private static final AtomicLong STEPS = new AtomicLong(2_000_000);

    private final TicketIntake intake;
    private final TicketProgress progress;
    private final PostMortemDesk desk;
    private final PostMortemWriting writing;
    private final PostMortemPreparation preparation;

    Incidents(
            TicketIntake intake,
            TicketProgress progress,
            PostMortemDesk desk,
            PostMortemWriting writing,
            PostMortemPreparation preparation) {
        this.intake = intake;
        this.progress = progress;
        this.desk = desk;
        this.writing = writing;
        this.preparation = preparation;
    }

    static long step() {
        return STEPS.incrementAndGet();
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
        preparation.prepare(id, step());
        writing.recordDraft(id, DRAFT, step());
        return id;
    }

    String approved() {
        String id = written();
        writing.recordReview(id, new Review("Nadia", "approve", null), step());
        return id;
    }
}
