package org.vigie.plan.load;

import com.fasterxml.jackson.databind.JsonNode;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The country and its region have a calendar in the Jollyday library. */
final class HolidayCheck implements PlanCheck {

    private static final String COUNTRY = "/calendar/holidays/country";
    private static final String REGION = "/calendar/holidays/region";
    private static final Set<String> CODES = HolidayManager.getSupportedCalendarCodes();

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        JsonNode country = document.at(COUNTRY);
        if (!country.isTextual() || !country.asText().matches("[A-Z]{2}")) {
            return;
        }
        if (!CODES.contains(country.asText())) {
            faults.add(document.faultAt(
                    COUNTRY,
                    "has no public holidays known here: " + country.asText(),
                    "Write an ISO 3166-1 code that the Jollyday library knows, such as BE, CA, CH, DE, FR or GB."));
        } else if (document.at(REGION).isTextual()) {
            checkRegion(document, country.asText(), faults);
        }
    }

    private static void checkRegion(PlanDocument document, String country, List<PlanFault> faults) {
        CalendarHierarchy place = HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)))
                .getCalendarHierarchy();
        for (String code : document.at(REGION).asText().split("/")) {
            Set<String> known = place.getChildren().keySet();
            if (!known.contains(code)) {
                faults.add(document.faultAt(
                        REGION,
                        "has no public holidays known here: " + code,
                        known.isEmpty()
                                ? "Leave it out: " + place.getDescription(Locale.ENGLISH) + " has no parts."
                                : "Known in " + place.getDescription(Locale.ENGLISH) + ": "
                                        + String.join(", ", new TreeSet<>(known)) + "."));
                return;
            }
            place = place.getChildren().get(code);
        }
    }
}
