package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** A release calendar names a day. */
final class ReleaseCalendarCheck implements PlanCheck {

    private static final JsonPointer CALENDAR = JsonPointer.compile("/release/calendar");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        JsonNode calendar = document.at(CALENDAR);
        if (calendar.isObject() && Stream.of("patch", "minor", "major").noneMatch(calendar::hasNonNull)) {
            faults.add(document.faultAt(
                    CALENDAR,
                    "names no day on which a release is due",
                    "Name at least one of patch, minor and major, or leave the calendar out."));
        }
    }
}
