package org.vigie.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.load.PlanLoader;

/** The forms that the engine gets name the applications of the plan files. */
class ApplicationChoicesTests {

    private final Plans plans = PlanLoader.load("plans");

    @Test
    void theStartFormOffersTheApplicationsOfThePlans() throws IOException {
        Map<String, String> deployed =
                new ApplicationChoices(plans).in(ShippedModels.all().files());
        for (String form : List.of("ticket-create.form", "ticket-correct-fr.form", "deprecation-announce.form")) {
            assertThat(offered(deployed.get(form))).as(form).containsExactlyElementsOf(applications());
            assertThat(deployed.get(form)).doesNotContain("applicationChoices");
        }
    }

    @Test
    void whatAsksForNoApplicationStaysAsItIs() {
        Map<String, String> shipped = ShippedModels.all().files();
        Map<String, String> deployed = new ApplicationChoices(plans).in(shipped);
        assertThat(deployed).containsOnlyKeys(shipped.keySet());
        assertThat(deployed.get("ticket-review.form")).isEqualTo(shipped.get("ticket-review.form"));
        assertThat(deployed.get("ticket.bpmn")).isEqualTo(shipped.get("ticket.bpmn"));
    }

    private List<String> applications() {
        return plans.all().stream().map(MaintenancePlan::application).toList();
    }

    private static List<String> offered(String form) throws IOException {
        List<String> values = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(form).path("components")) {
            if (component.path("key").asText().equals("application")) {
                component
                        .path("values")
                        .forEach(value -> values.add(value.path("value").asText()));
            }
        }
        return values;
    }
}
