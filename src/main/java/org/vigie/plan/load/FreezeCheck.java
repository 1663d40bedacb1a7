package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.vigie.calendar.ClosingDay;
import org.vigie.shared.HintedException;

/** Freezes can be told from each other, say in one way when they are on, and begin before they end. */
final class FreezeCheck implements PlanCheck {

    private static final JsonPointer FREEZES = JsonPointer.compile("/release/freezes");
    private static final List<String> WAYS = List.of("dates", "weekly", "workingHours");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        UniqueIds.check(document, FREEZES, "freeze", faults);
        for (int i = 0; i < document.at(FREEZES).size(); i++) {
            JsonPointer freeze = FREEZES.appendIndex(i);
            JsonNode node = document.at(freeze);
            if (node.isObject() && WAYS.stream().filter(node::has).count() != 1) {
                faults.add(document.faultAt(
                        freeze,
                        "does not say in exactly one way when it is on",
                        "Give one of " + String.join(", ", WAYS) + "."));
            }
            checkDates(document, freeze.appendProperty("dates"), faults);
            checkWeekly(document, freeze.appendProperty("weekly"), faults);
        }
        checkHours(document, faults);
    }

    private static void checkDates(PlanDocument document, JsonPointer dates, List<PlanFault> faults) {
        JsonPointer last = dates.appendProperty("until");
        boolean known = isDate(document, dates.appendProperty("from"), faults) & isDate(document, last, faults);
        if (!known) {
            return;
        }
        ClosingDay from = ClosingDay.parse(document.at(dates).path("from").asText());
        ClosingDay until = ClosingDay.parse(document.at(last).asText());
        if ((from.year() == null) != (until.year() == null)) {
            faults.add(document.faultAt(
                    last, "is " + until + ", and from is " + from, "Give both with their year, or both without."));
        } else if (from.year() != null && until.toString().compareTo(from.toString()) < 0) {
            faults.add(document.faultAt(
                    last, "is " + until + ", before from (" + from + ")", "Let the last day come after the first."));
        }
    }

    /** Whether there is a date; the schema has looked at its form. */
    private static boolean isDate(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        String text = document.at(pointer).asText();
        if (!text.matches("(\\d{4}-)?\\d\\d-\\d\\d")) {
            return false;
        }
        try {
            ClosingDay.parse(text);
            return true;
        } catch (HintedException e) {
            faults.add(document.faultAt(pointer, "is " + e.fact(), e.hint()));
            return false;
        }
    }

    private static void checkWeekly(PlanDocument document, JsonPointer weekly, List<PlanFault> faults) {
        JsonNode node = document.at(weekly);
        if (node.path("from").isTextual() && node.path("from").equals(node.path("until"))) {
            faults.add(document.faultAt(
                    weekly.appendProperty("until"),
                    "is " + node.path("until").asText() + ", as from",
                    "Leave some time of the week for releases."));
        }
    }

    /** Both together would never let anything be released. */
    private static void checkHours(PlanDocument document, List<PlanFault> faults) {
        String first = "";
        for (int i = 0; i < document.at(FREEZES).size(); i++) {
            JsonPointer pointer = FREEZES.appendIndex(i).appendProperty("workingHours");
            String hours = document.at(pointer).asText();
            if (!hours.isEmpty() && !first.isEmpty() && !hours.equals(first)) {
                faults.add(document.faultAt(
                        pointer, "is " + hours + ", and another freeze is " + first, "Leave some time for releases."));
            }
            first = first.isEmpty() ? hours : first;
        }
    }
}
