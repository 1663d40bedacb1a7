package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.calendar.ClosingDay;
import org.vigie.calendar.WorkSlot;
import org.vigie.shared.HintedException;

/** Slots run forward and apart from each other, somebody works at some time of the week, closing days are dates. */
final class WorkingHoursCheck implements PlanCheck {

    private static final JsonPointer HOURS = JsonPointer.compile("/calendar/workingHours");
    private static final JsonPointer CLOSING_DAYS = JsonPointer.compile("/calendar/closingDays");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        JsonNode hours = document.at(HOURS);
        boolean works = false;
        for (Map.Entry<String, JsonNode> day : hours.properties()) {
            works |= !day.getValue().isArray() || !day.getValue().isEmpty();
            checkDay(document, HOURS.appendProperty(day.getKey()), faults);
        }
        if (hours.isObject() && !works) {
            faults.add(document.faultAtKey(
                    HOURS,
                    document.path(HOURS),
                    "has no slot in the whole week",
                    "Give at least one weekday a slot such as 09:00-12:00."));
        }
        for (int i = 0; i < document.at(CLOSING_DAYS).size(); i++) {
            checkClosingDay(document, CLOSING_DAYS.appendIndex(i), faults);
        }
    }

    private static void checkDay(PlanDocument document, JsonPointer day, List<PlanFault> faults) {
        List<WorkSlot> slots = new ArrayList<>();
        for (int i = 0; i < document.at(day).size(); i++) {
            JsonPointer pointer = day.appendIndex(i);
            String text = document.at(pointer).asText();
            if (!text.matches("[0-2]\\d:[0-5]\\d-[0-2]\\d:[0-5]\\d")) {
                continue;
            }
            try {
                WorkSlot slot = WorkSlot.parse(text);
                slots.stream()
                        .filter(slot::overlaps)
                        .findFirst()
                        .ifPresent(other -> faults.add(
                                document.faultAt(pointer, "overlaps " + other, "Let slots of a day share no minute.")));
                slots.add(slot);
            } catch (HintedException e) {
                faults.add(document.faultAt(
                        pointer,
                        "does not end after it starts: " + text,
                        "Split work over midnight into a slot until 24:00 and one from 00:00 of the next day."));
            }
        }
    }

    private static void checkClosingDay(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        String text = document.at(pointer).asText();
        if (!text.matches("(\\d{4}-)?\\d\\d-\\d\\d")) {
            return;
        }
        try {
            ClosingDay.parse(text);
        } catch (HintedException e) {
            faults.add(document.faultAt(pointer, "is " + e.fact(), e.hint()));
        }
    }
}
