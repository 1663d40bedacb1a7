package org.vigie.postmortem;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;

/** Makes the Markdown document of a post-mortem: {@code post-mortem/document.<language>.md}. */
@Component
class PostMortemDocument {

    private final Mustache.Compiler plain =
            Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true).defaultValue("");

    String of(PostMortem postMortem, Ticket ticket, MaintenancePlan plan, Instant now) {
        Words words = Words.of(plan.language());
        Map<String, Object> values = new HashMap<>();
        values.put("id", postMortem.id());
        values.put("title", line(ticket.title()));
        values.put("application", plan.name());
        values.put("ticketId", ticket.id());
        values.put("incidentId", Objects.requireNonNullElse(postMortem.incidentId(), ""));
        values.put("priority", ticket.priority().replace("LEVEL_", words.of("level") + " "));
        values.put("author", String.join(", ", postMortem.authors()));
        values.put("reviewer", Objects.requireNonNullElse(postMortem.reviewer(), ""));
        values.put("recurrenceOf", Objects.requireNonNullElse(ticket.recurrenceOf(), ""));
        values.put("date", LocalTimes.of(plan).day(now));
        values.put("sections", postMortem.sections());
        values.put("actions", actions(postMortem));
        return plain.compile(template(plan)).execute(values);
    }

    private static List<Map<String, String>> actions(PostMortem postMortem) {
        return postMortem.actions().stream()
                .map(action -> Map.of(
                        "number", String.valueOf(action.number()),
                        "title", line(action.title()),
                        "description", line(action.description()),
                        "owner", action.owner() == null ? "" : line(action.owner()),
                        "ticketId", Objects.requireNonNullElse(action.ticketId(), "")))
                .toList();
    }

    /** One line, with what Markdown would read as marks taken literally. */
    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip().replaceAll("[\\\\`*_\\[\\]<>#|]", "\\\\$0");
    }

    private static String template(MaintenancePlan plan) {
        String file = "/post-mortem/document." + plan.language().getLanguage() + ".md";
        try (InputStream in = Objects.requireNonNull(PostMortemDocument.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
