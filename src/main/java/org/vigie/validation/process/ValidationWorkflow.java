package org.vigie.validation.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.AfterCommit;
import org.vigie.engine.OnEngine;
import org.vigie.engine.ProcessMessages;
import org.vigie.validation.ValidationGiven;

/** Tells the ticket process what its reporter has answered. */
@Component
@OnEngine
class ValidationWorkflow {

    /** Long enough for a redelivery to find the first one still buffered, short enough not to wait for a later turn. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessMessages messages;

    ValidationWorkflow(ProcessMessages messages) {
        this.messages = messages;
    }

    @AfterCommit
    void on(ValidationGiven event) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("validated", event.answer().validated());
        variables.put("satisfaction", event.answer().satisfaction());
        variables.put("validationComment", event.answer().comment());
        messages.publish("ticket-validated", event.ticketId(), BUFFERED, "validation/" + event.round(), variables);
    }
}
