package org.vigie.github.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.notification.LocalTimes;
import org.vigie.plan.MaintenancePlan;
import org.vigie.security.SignedLinks;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketStatus;

/**
 * The one comment on an issue that says how its ticket stands, in the language and local time of the plan. A hidden
 * first line lets Vigie find it again; it holds a proof that nobody can make before the comment is there, so the oldest
 * comment with it is Vigie's.
 */
@Component
class StatusComment {

    private static final String MARK = "<!-- vigie ";

    private final AuditTrail audit;
    private final SignedLinks links;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    StatusComment(AuditTrail audit, SignedLinks links) {
        this.audit = audit;
        this.links = links;
    }

    /** Whether a text begins as the comment about a ticket does. */
    boolean isAtTheBeginning(String text, Ticket ticket, MaintenancePlan plan) {
        return text.startsWith(mark(ticket, plan));
    }

    /**
     * The hidden first line of the comment about a ticket. Everybody can read it, so it is made with a key that nothing else on
     * GitHub is made with: nobody learns the secret of the webhook by trying.
     */
    String mark(Ticket ticket, MaintenancePlan plan) {
        return MARK + ticket.id() + " " + links.proof("github-comment", plan.application() + "/" + ticket.id())
                + " -->";
    }

    String text(Ticket ticket, MaintenancePlan plan, LinkedIssue issue) {
        boolean open = !ticket.status().isClosed();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", ticket.id());
        values.put("status-" + ticket.status().id(), true);
        values.put("priority", ticket.priority().replace('_', ' '));
        values.put("responseDue", open ? LocalTimes.of(plan).moment(ticket.responseDue()) : null);
        values.put("resolutionDue", open ? LocalTimes.of(plan).moment(ticket.resolutionDue()) : null);
        values.put("plannedRelease", line(ticket.plannedRelease()));
        values.put("releaseNote", line(ticket.releaseNote()));
        values.put("duplicateOf", line(ticket.duplicateOf()));
        values.put("reporter", issue.reporterLogin());
        values.put("question", ticket.status() == TicketStatus.WAITING_FOR_REPORTER ? question(ticket.id()) : null);
        return mark(ticket, plan) + "\n"
                + template(plan.language()).execute(values).strip() + "\n";
    }

    /** The latest question to the reporter, as a quotation. */
    private @Nullable String question(String ticketId) {
        List<AuditEntry> entries = audit.of(ticketId);
        return entries.reversed().stream()
                .map(entry -> entry.details().get("question"))
                .filter(question -> question != null && !question.isBlank())
                .findFirst()
                .map(question -> "> " + question.replace("<!--", "").strip().replaceAll("\\R", "\n> "))
                .orElse(null);
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null
                ? null
                : text.replace("<!--", "").replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private Template template(Locale language) {
        return templates.computeIfAbsent(language.getLanguage(), StatusComment::load);
    }

    private static Template load(String language) {
        String name = "/github/comment." + (language.equals("fr") ? "fr" : "en") + ".md";
        try (InputStream file = StatusComment.class.getResourceAsStream(name)) {
            return Mustache.compiler()
                    .escapeHTML(false)
                    .defaultValue("")
                    .emptyStringIsFalse(true)
                    .compile(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
