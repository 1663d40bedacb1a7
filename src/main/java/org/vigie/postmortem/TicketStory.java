package org.vigie.postmortem;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.audit.AuditEntry;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;

/** What is known of a ticket without asking anybody, as the first version of a post-mortem's sections. */
final class TicketStory {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final List<String> TELLING =
            List.of("priority", "recurrenceOf", "owner", "summary", "branch", "pullRequest", "mergeCommit", "reason");

    private final Ticket ticket;
    private final List<AuditEntry> history;
    private final Words words;
    private final ZoneId zone;

    TicketStory(Ticket ticket, List<AuditEntry> history, MaintenancePlan plan) {
        this.ticket = ticket;
        this.history = history.stream()
                .filter(entry -> !entry.action().startsWith("post-mortem"))
                .toList();
        this.words = Words.of(plan.language());
        this.zone = plan.timeZone();
    }

    Sections sections() {
        return new Sections(timeline(), impact(), rootCause(), immediateActions(), "", "");
    }

    private String timeline() {
        return history.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(AuditEntry entry) {
        String actor = entry.isOfAPerson() ? " (" + entry.actor() + ")" : "";
        String details = TELLING.stream()
                .map(entry.details()::get)
                .filter(Objects::nonNull)
                .map(detail -> detail.replaceAll("\\s+", " ").replace("LEVEL_", words.of("level") + " "))
                .collect(Collectors.joining(", "));
        return "- " + local(entry.at()) + " : " + words.of(entry.action()) + actor
                + (details.isEmpty() ? "" : ": " + details);
    }

    private String impact() {
        Instant end = ticket.closedAt();
        String period = words.of("from") + " " + local(ticket.createdAt());
        if (end != null) {
            period += " " + words.of("to") + " " + local(end) + " (" + length(Duration.between(ticket.createdAt(), end))
                    + ", " + zone + ")";
        }
        return Stream.concat(
                        Stream.of(words.of(ticket.impact().id()) + ": " + ticket.title(), period),
                        detailsOf("impactAssessment"))
                .collect(Collectors.joining("\n\n"));
    }

    private String rootCause() {
        return ticket.rootCause() == null ? "" : ticket.rootCause();
    }

    private String immediateActions() {
        return Stream.concat(detailsOf("solution"), detailsOf("summary"))
                .distinct()
                .map(text -> "- " + text.replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> detailsOf(String name) {
        return history.stream().map(entry -> entry.details().get(name)).filter(Objects::nonNull);
    }

    private String local(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    private String length(Duration duration) {
        String days = duration.toDays() > 0 ? duration.toDays() + " " + words.of("days") + " " : "";
        return days + "%d h %02d min".formatted(duration.toHoursPart(), duration.toMinutesPart());
    }
}
