package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A push of the changelog with SSH goes to the server whose key is known, with a key and not with a password; another one needs neither. */
final class ChangelogPushCheck implements PlanCheck {

    private static final JsonPointer PUSH = JsonPointer.compile("/release/changelog/push");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        JsonNode push = document.at(PUSH);
        boolean ssh = push.path("to").asText().startsWith("ssh://");
        for (String key : List.of("hostKey", "keyFrom")) {
            if (ssh && !push.has(key)) {
                faults.add(document.faultAt(
                        PUSH.appendProperty("to"),
                        "is an address with ssh, and there is no " + key,
                        "Say in hostKey what key the server has, and in keyFrom where the key of the account is."));
            } else if (!ssh && push.has(key)) {
                faults.add(document.faultAt(
                        PUSH.appendProperty(key), "is of an address with ssh", "Leave it out, or change the address."));
            }
        }
        if (ssh && push.has("passwordFrom")) {
            faults.add(document.faultAt(
                    PUSH.appendProperty("passwordFrom"),
                    "is not used with ssh",
                    "Leave it out: the account logs in with the key of keyFrom."));
        }
    }
}
