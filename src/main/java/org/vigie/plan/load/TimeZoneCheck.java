package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Time zones are names of the IANA database, which know summer time, and not fixed offsets. */
final class TimeZoneCheck implements PlanCheck {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        checkZone(document, JsonPointer.compile("/timeZone"), faults);
        for (int i = 0; i < document.at("/contacts").size(); i++) {
            checkZone(document, JsonPointer.compile("/contacts/" + i + "/timeZone"), faults);
        }
    }

    private static void checkZone(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        JsonNode zone = document.at(pointer);
        if (zone.isTextual() && !ZONES.contains(zone.asText())) {
            faults.add(document.faultAt(
                    pointer, "is not a known time zone: " + zone.asText(), guess(zone.asText()) + "."));
        }
    }

    private static String guess(String name) {
        return Closest.to(name, ZONES)
                .or(() -> byCity(name))
                .map(zone -> "Did you mean " + zone + "? Write an IANA name such as Europe/Paris")
                .orElse("Write an IANA name such as Europe/Paris");
    }

    private static Optional<String> byCity(String name) {
        var zoneByCity = ZONES.stream()
                .filter(zone -> zone.contains("/"))
                .collect(
                        Collectors.toMap(zone -> zone.substring(zone.lastIndexOf('/') + 1), zone -> zone, (a, b) -> a));
        return Closest.to(name, zoneByCity.keySet()).map(zoneByCity::get);
    }
}
