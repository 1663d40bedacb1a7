package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What runs {@code on} a host is started, switched and stopped there by commands: programs that Vigie keeps are of its own machine. */
final class ReleaseHostCheck implements PlanCheck {

    private static final JsonPointer RELEASE = JsonPointer.compile("/release");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        for (String name : List.of("staging", "production")) {
            JsonPointer environment = RELEASE.appendProperty(name);
            JsonNode node = document.at(environment);
            if (node.path("on").isTextual()) {
                checkHost(document, environment, faults);
            } else if (!node.path("bring").isEmpty()) {
                faults.add(document.faultAt(
                        environment.appendProperty("bring"),
                        "brings the artefact to no host",
                        "Name the host in on, or leave it out."));
            }
        }
    }

    private static void checkHost(PlanDocument document, JsonPointer environment, List<PlanFault> faults) {
        JsonNode node = document.at(environment);
        for (String needed : List.of("start", "switchTo", "stop")) {
            if (node.path(needed).isEmpty()) {
                faults.add(document.faultAt(
                        environment.appendProperty("on"),
                        "is " + node.path("on").asText() + ", and there are no commands " + needed,
                        "Say how a slot of that host is started, switched to and stopped."));
            }
        }
        if (node.has("entry")) {
            faults.add(document.faultAt(
                    environment.appendProperty("entry"),
                    "is a program of the machine of Vigie",
                    "Leave it out: the commands switchTo tell the entry of the host which slot serves."));
        }
        JsonPointer instances = environment.appendProperty("instances");
        for (int i = 0; i < node.path("instances").size(); i++) {
            if (node.path("instances").path(i).has("command")) {
                faults.add(document.faultAt(
                        instances.appendIndex(i).appendProperty("command"),
                        "is a program of the machine of Vigie",
                        "Leave it out: the commands start and stop of the host see to it."));
            }
        }
    }
}
