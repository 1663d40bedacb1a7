package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.vigie.plan.PlanDuration;
import org.vigie.shared.HintedException;

/** Durations are longer than nothing, and a reminder comes before the deadline it reminds of. */
final class DurationCheck implements PlanCheck {

    private static final JsonPointer TICKETS = JsonPointer.compile("/tickets");
    private static final JsonPointer ESCALATION = JsonPointer.compile("/escalation");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        for (Iterator<String> names = document.at(TICKETS).fieldNames(); names.hasNext(); ) {
            checkPositive(document, TICKETS.appendProperty(names.next()), faults);
        }
        checkPositive(document, JsonPointer.compile("/tickets/postMortem/dueWithin"), faults);
        for (Iterator<String> priorities = document.at(ESCALATION).fieldNames(); priorities.hasNext(); ) {
            JsonPointer steps = ESCALATION.appendProperty(priorities.next()).appendProperty("steps");
            for (int i = 0; i < document.at(steps).size(); i++) {
                checkPositive(document, steps.appendIndex(i).appendProperty("wait"), faults);
            }
        }
        for (int i = 0; i < document.at("/databases").size(); i++) {
            for (String name : List.of("recoveryTime", "recoveryPoint", "deadline")) {
                checkPositive(document, JsonPointer.compile("/databases/" + i + "/backup/" + name), faults);
            }
            for (String name : List.of("deadline", "watch")) {
                checkPositive(document, JsonPointer.compile("/databases/" + i + "/recovery/" + name), faults);
            }
        }
        checkOrder(document, "reporterReminder", "reporterDeadline", faults);
        checkOrder(document, "validationReminder", "validationDeadline", faults);
    }

    private static void checkPositive(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        String text = document.at(pointer).asText();
        if (text.matches("P[0-9DWTHM]+") && text.matches("[^1-9]+")) {
            faults.add(document.faultAt(pointer, "is nothing: " + text, "Write a duration longer than nothing."));
        }
    }

    private static void checkOrder(PlanDocument document, String reminder, String deadline, List<PlanFault> faults) {
        Optional<PlanDuration> first = duration(document.at(TICKETS.appendProperty(reminder)));
        Optional<PlanDuration> last = duration(document.at(TICKETS.appendProperty(deadline)));
        if (first.isPresent()
                && last.isPresent()
                && first.get().toDuration().compareTo(last.get().toDuration()) >= 0) {
            faults.add(document.faultAt(
                    TICKETS.appendProperty(deadline),
                    "is not longer than " + reminder + " (" + first.get() + ")",
                    "Let the reminder come before the deadline."));
        }
    }

    private static Optional<PlanDuration> duration(JsonNode value) {
        try {
            return value.isTextual() ? Optional.of(PlanDuration.parse(value.asText())) : Optional.empty();
        } catch (HintedException e) {
            return Optional.empty(); // a fault of the value itself, found by the schema or above
        }
    }
}
