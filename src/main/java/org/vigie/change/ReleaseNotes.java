package org.vigie.change;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.ticket.Label;
import org.vigie.ticket.StepOutcomes;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** The lines that merged tickets add to the release notes of their application (C-WF-6). */
@Service
public class ReleaseNotes {

    private static final List<String> KINDS = List.of("added", "changed", "fixed", "security", "none");

    /**
     * One line of a changelog.
     *
     * @param kind the section: added, changed, fixed, security, or none for what users need not know
     */
    public record Note(String text, String kind) {}

    private final TicketDesk tickets;
    private final StepOutcomes steps;
    private final AuditTrail audit;
    private final Clock clock;

    ReleaseNotes(TicketDesk tickets, StepOutcomes steps, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.steps = steps;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps the note of a ticket; without a text the title stands in, without a kind what the type suggests. */
    @Transactional
    public Note record(String ticketId, @Nullable String text, @Nullable String kind) {
        Ticket ticket = tickets.get(ticketId);
        Note note = new Note(
                text == null || text.isBlank() ? ticket.title() : text.strip(),
                kind == null || !KINDS.contains(kind) ? suggested(ticket) : kind);
        steps.keep(ticketId, new StepValues(Map.of("releaseNote", note.text(), "releaseNoteKind", note.kind())));
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "release note recorded",
                        Map.of("note", note.text(), "kind", note.kind())),
                ticketId + "/release-note/" + note.hashCode());
        return note;
    }

    private static String suggested(Ticket ticket) {
        if (ticket.labels().contains(Label.SECURITY)) {
            return "security";
        }
        return switch (ticket.type()) {
            case CORRECTIVE -> "fixed";
            case EVOLUTIVE -> "added";
            case PREVENTIVE, ADAPTIVE -> "changed";
        };
    }
}
