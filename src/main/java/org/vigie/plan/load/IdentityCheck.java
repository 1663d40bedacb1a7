package org.vigie.plan.load;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** The id equals the file name, and the address is one. */
final class IdentityCheck implements PlanCheck {

    private static final String ID = "[a-z0-9][a-z0-9-]*"; // the schema reports others
    private static final String URL = "https?://[^\\s/?#]+\\S*"; // here too

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        String application = document.at("/application").asText();
        String stem = document.file().stem();
        if (application.matches(ID) && !application.equals(stem)) {
            faults.add(document.faultAt(
                    "/application",
                    "is " + application + ", and the file is named after " + stem,
                    "Rename the file to " + application + ".yaml or write application: " + stem + "."));
        }
        if (document.at("/url").asText().matches(URL)) {
            checkUrl(document, faults);
        }
    }

    private static void checkUrl(PlanDocument document, List<PlanFault> faults) {
        String url = document.at("/url").asText();
        try {
            if (new URI(url).getHost() != null) {
                return;
            }
        } catch (URISyntaxException e) {
            // reported below like an address without a host
        }
        faults.add(document.faultAt("/url", "is not an address: " + url, "Write it as in https://cesizen.example."));
    }
}
