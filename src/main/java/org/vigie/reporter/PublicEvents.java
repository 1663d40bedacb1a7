package org.vigie.reporter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.audit.AuditEntry;
import org.vigie.ticket.TicketStatus;

/**
 * What of the audit trail a reporter may read: what has happened and when. Nobody's name and nothing that was written within the team
 * is among it; what is not listed here stays inside.
 */
final class PublicEvents {

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("ticket created", "created"),
            Map.entry("ticket taken up", "taken-up"),
            Map.entry("ticket qualified", "qualified"),
            Map.entry("reporter answered", "answered"),
            Map.entry("answer recorded", "answered"),
            Map.entry("owner assigned", "assigned"),
            Map.entry("planned into a release", "planned"),
            Map.entry("cause analysed", "analysed"),
            Map.entry("change implemented", "changed"),
            Map.entry("change merged", "merged"),
            Map.entry("correction validated", "validated"),
            Map.entry("correction does not hold", "not-held"),
            Map.entry("validated by time-out", "not-answered"),
            Map.entry("reopening requested", "reopening"),
            Map.entry("ticket reopened", "reopened"),
            Map.entry("ticket resolved", "resolved"),
            Map.entry("ticket rejected", "rejected"),
            Map.entry("ticket duplicate", "duplicate"),
            Map.entry("ticket unanswered", "unanswered"),
            Map.entry("ticket cancelled", "cancelled"));

    private static final Set<String> CLOSINGS = Arrays.stream(TicketStatus.values())
            .filter(TicketStatus::isClosed)
            .map(status -> "ticket " + status)
            .collect(Collectors.toUnmodifiableSet());

    private PublicEvents() {}

    /** @param kind one of those there are words for */
    record Event(Instant at, String kind) {}

    /** The same twice in a row is told once. */
    static List<Event> of(List<AuditEntry> history) {
        List<Event> events = new ArrayList<>();
        for (AuditEntry entry : history) {
            String kind = kind(entry);
            if (kind != null && (events.isEmpty() || !events.getLast().kind().equals(kind))) {
                events.add(new Event(entry.at(), kind));
            }
        }
        return events;
    }

    /** What the mail of the latest closing gave as its reason; empty if it gave none. */
    static String reason(List<AuditEntry> history) {
        return history.reversed().stream()
                .filter(entry -> CLOSINGS.contains(entry.action()))
                .findFirst()
                .map(entry -> entry.details().get("reason"))
                .orElse("");
    }

    private static @Nullable String kind(AuditEntry entry) {
        boolean asked = Optional.ofNullable(entry.details().get("question"))
                .filter(question -> !question.isBlank())
                .isPresent();
        return asked ? "asked" : KNOWN.get(entry.action());
    }
}
