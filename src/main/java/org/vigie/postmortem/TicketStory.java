package org.vigie.postmortem;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.audit.AuditEntry;
import org.vigie.incident.Incident;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;

/** What is known of a ticket without asking anybody, as the first version of a post-mortem's sections. */
final class TicketStory {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final List<String> TELLING = List.of(
            "priority",
            "recurrenceOf",
            "owner",
            "summary",
            "branch",
            "pullRequest",
            "mergeCommit",
            "reason",
            "title",
            "action",
            "decision",
            "result",
            "remark");

    private final Ticket ticket;
    private final @Nullable Incident incident;
    private final List<AuditEntry> history;
    private final Words words;
    private final ZoneId zone;

    /**
     * @param incident that the ticket is of; null: it is of none
     * @param history of both, oldest first
     */
    TicketStory(Ticket ticket, @Nullable Incident incident, List<AuditEntry> history, MaintenancePlan plan) {
        this.ticket = ticket;
        this.incident = incident;
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
        Stream<String> beginning = incident == null
                ? Stream.empty()
                : Stream.of("- " + local(incident.since()) + " : " + words.of("fault began"));
        return Stream.concat(beginning, history.stream().map(this::line)).collect(Collectors.joining("\n"));
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
        Instant begun = incident == null ? ticket.createdAt() : incident.since();
        Instant end = incident == null ? ticket.closedAt() : incident.resolvedAt();
        String period = words.of("from") + " " + local(begun);
        if (end != null) {
            period += " " + words.of("to") + " " + local(end) + " (" + length(Duration.between(begun, end)) + ", "
                    + zone + ")";
        }
        return Stream.of(
                        Stream.of(words.of(ticket.impact().id()) + ": " + ticket.title(), period),
                        recoveries().map(this::loss),
                        detailsOf("impactAssessment"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n\n"));
    }

    /** Databases that were brought back, with what is known of each. */
    private Stream<Map<String, String>> recoveries() {
        return history.stream().map(AuditEntry::details).filter(details -> details.containsKey("lostFrom"));
    }

    private String loss(Map<String, String> recovery) {
        Instant from = Instant.parse(recovery.get("lostFrom"));
        Instant until = Instant.parse(recovery.get("lostUntil"));
        return words.of("data lost that was written") + " " + words.of("from") + " " + local(from) + " "
                + words.of("to") + " " + local(until) + " (" + length(Duration.between(from, until)) + ", " + zone
                + ")";
    }

    private String broughtBack(Map<String, String> recovery) {
        return words.of("database brought back from the backup of") + " "
                + local(Instant.parse(recovery.get("lostFrom"))) + ", " + recovery.get("seconds") + " s; "
                + words.of("as it was it is kept under the name") + " " + recovery.get("kept");
    }

    private String rootCause() {
        return ticket.rootCause() == null ? "" : ticket.rootCause();
    }

    private String immediateActions() {
        Stream<String> tried = history.stream()
                .filter(entry -> entry.action().equals("remedy tried"))
                .map(entry ->
                        entry.details().get("action") + ": " + entry.details().get("result"));
        return Stream.of(tried, recoveries().map(this::broughtBack), detailsOf("solution"), detailsOf("summary"))
                .flatMap(texts -> texts)
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
