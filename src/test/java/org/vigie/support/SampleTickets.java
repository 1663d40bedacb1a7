package org.vigie.support;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** Real-looking tickets of both applications with what the plans demand for each, reckoned by hand. */
public record SampleTickets(String application, String timeZone, List<Sample> tickets) {

    /** A ticket as the API takes it, the moment it comes in, and what must come of it. */
    public record Sample(Instant createdAt, Ticket ticket, Expected expected, String why) {
        @Override
        public String toString() {
            return ticket.application() + " " + createdAt + " " + ticket.title();
        }
    }

    /** The body of {@code POST /api/tickets}. */
    public record Ticket(
            String application,
            String title,
            String description,
            String type,
            String impact,
            List<String> labels,
            Reporter reporter) {}

    public record Reporter(String name, String email) {}

    /** Due instants; a resolution that is planned into a release has none. */
    public record Expected(
            String priority, Instant responseDue, @Nullable Instant resolutionDue) {}

    /** The samples of {@code mangatheque} or {@code cesizen}. */
    public static SampleTickets of(String application) {
        var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        try (InputStream file = new ClassPathResource("samples/tickets-" + application + ".json").getInputStream()) {
            return json.readValue(file, SampleTickets.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of both applications. */
    public static Stream<Sample> all() {
        return Stream.of("mangatheque", "cesizen")
                .map(SampleTickets::of)
                .flatMap(samples -> samples.tickets().stream());
    }
}
