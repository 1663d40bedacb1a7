package org.vigie.ticket;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Who reported a ticket.
 *
 * @param name for the salutation
 * @param email where mails go
 */
public record Reporter(
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String name,

        @NotBlank @Size(max = 254) String email) {

    /** The addresses GitHub gives to accounts that hide theirs; nobody receives what is sent there. */
    private static final String UNDELIVERABLE = "@users.noreply.github.com";

    /** Whether mails reach the reporter. Who reported on GitHub without an address reads the issue instead. */
    public boolean receivesMail() {
        return !email.endsWith(UNDELIVERABLE);
    }
}
