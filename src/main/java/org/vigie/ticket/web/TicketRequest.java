package org.vigie.ticket.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** The body of {@code POST /api/tickets}. */
record TicketRequest(
        @NotBlank @Size(max = 31) String application,

        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String title,

        @Nullable @Size(max = 10_000) @Pattern(regexp = "[^\\x00]*", message = "must not contain the character 0")
        String description,

        @NotNull TicketType type,
        @NotNull Impact impact,
        @Nullable Set<@NotNull Label> labels,
        @NotNull @Valid Reporter reporter) {

    NewTicket toNewTicket(@Nullable String requestKey) {
        return new NewTicket(
                application,
                title,
                description == null ? "" : description,
                type,
                impact,
                labels == null ? Set.of() : Set.copyOf(labels),
                reporter,
                TicketSource.API,
                requestKey == null ? null : "api/" + requestKey);
    }
}
