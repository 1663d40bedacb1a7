package org.vigie.sla.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.TargetKind;

/**
 * Looks at the clock of a target: the database knows what it shows, the process only when to look again. The task header
 * {@code warnAtPercent} says which part of the target may be used up before the team is warned.
 */
@Component
public class ReadSlaClockWorker {

    private final SlaMarks marks;

    ReadSlaClockWorker(SlaMarks marks) {
        this.marks = marks;
    }

    public record Input(String ticketId, String target) {}

    /** {@code nextMark} is an instant such as {@code 2026-11-20T16:30:00Z}, or null. */
    public record Output(
            String clockState, String mark, @Nullable String nextMark) {}

    @JobWorker(type = "read-sla-clock")
    public Output read(
            @VariablesAsType Input input,
            @CustomHeaders Map<String, String> headers,
            @ProcessInstanceKey long processInstanceKey) {
        SlaMarks.Look look = marks.look(
                input.ticketId(),
                TargetKind.parse(input.target()),
                percent(headers.get("warnAtPercent")),
                processInstanceKey);
        Instant next = look.next();
        return new Output(lower(look.state()), lower(look.mark()), next == null ? null : next.toString());
    }

    private static int percent(@Nullable String header) {
        if (header == null || !header.matches("[1-9][0-9]?")) {
            throw new HintedException(
                    "the task header warnAtPercent is " + header,
                    "Set it to a whole number from 1 to 99 in the diagram.");
        }
        return Integer.parseInt(header);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
