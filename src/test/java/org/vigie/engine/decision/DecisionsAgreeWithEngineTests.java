package org.vigie.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.shared.HintedException;
import org.vigie.support.decision.DecisionTableCheck;
import org.vigie.support.decision.Inputs;

/** What Vigie decides on its own is what the engine decides: the same tables, the same answers. */
@ZeebeProcessTest
class DecisionsAgreeWithEngineTests {

    private static final int AT_ONCE = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final Decisions decisions = new Decisions();

    private ZeebeTestEngine engine;
    private CamundaClient client;

    @BeforeEach
    void deploy() {
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
        client.newDeployResourceCommand()
                .addResourceFromClasspath("dmn/ticketPriority.dmn")
                .addResourceFromClasspath("dmn/ticketSla.dmn")
                .addResourceFromClasspath("dmn/changeGate.dmn")
                .addResourceFromClasspath("dmn/backlogScore.dmn")
                .addResourceFromClasspath("dmn/postMortemRequired.dmn")
                .addResourceFromClasspath("dmn/versionBump.dmn")
                .addResourceFromClasspath("dmn/alertRouting.dmn")
                .addResourceFromClasspath("dmn/remedy.dmn")
                .addResourceFromClasspath("dmn/dependencyPolicy.dmn")
                .send()
                .join();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void agreesOnPriorities() throws JsonProcessingException {
        List<Map<String, Object>> inputs = new ArrayList<>(Inputs.ofTicketPriority());
        inputs.add(Map.of());
        inputs.add(Map.of("application", "shop", "type", "corrective", "impact", "limited"));
        assertAgreement("ticketPriority", inputs);
    }

    @Test
    void agreesOnTargets() throws JsonProcessingException {
        List<Map<String, Object>> inputs = new ArrayList<>(Inputs.ofTicketSla());
        inputs.add(Map.of("application", "cesizen", "priority", "LEVEL_1"));
        assertAgreement("ticketSla", inputs);
    }

    @Test
    void agreesOnTheChangeGate() throws JsonProcessingException {
        assertAgreement("changeGate", Inputs.ofChangeGate());
    }

    @Test
    void agreesOnBacklogScores() throws JsonProcessingException {
        List<Map<String, Object>> inputs = new ArrayList<>(Inputs.ofBacklogScore());
        inputs.add(Map.of("userValue", 6, "technicalRisk", 1, "dependencies", 0));
        assertAgreement("backlogScore", inputs);
    }

    @Test
    void agreesOnPostMortems() throws JsonProcessingException {
        List<Map<String, Object>> inputs = new ArrayList<>(Inputs.ofPostMortemRequired());
        inputs.add(Map.of("application", "mangatheque", "priority", "P1"));
        assertAgreement("postMortemRequired", inputs);
    }

    @Test
    void agreesOnVersionBumps() throws JsonProcessingException {
        assertAgreement("versionBump", Inputs.ofVersionBump());
    }

    @Test
    void agreesOnAlerts() throws JsonProcessingException {
        assertAgreement("alertRouting", Inputs.ofAlertRouting());
    }

    @Test
    void agreesOnRemedies() throws JsonProcessingException {
        assertAgreement("remedy", Inputs.ofRemedy());
    }

    @Test
    void agreesOnDependencies() throws JsonProcessingException {
        assertAgreement("dependencyPolicy", Inputs.ofDependencyPolicy());
    }

    /** The test engine would bring a newer FEEL, which knows functions that the broker does not. */
    @Test
    void testsSpeakTheBrokersFeel() {
        String newerFunction = DecisionTableCheck.planted(
                "backlogScore.dmn",
                "<text>userValuePoints + technicalRiskPoints + dependencyPoints</text>",
                "<text>is blank(\"\")</text>");
        client.newDeployResourceCommand()
                .addResourceStringUtf8(newerFunction, "newer.dmn")
                .send()
                .join();

        assertThat(client.newEvaluateDecisionCommand()
                        .decisionId("backlogScore")
                        .variables(Map.of())
                        .send()
                        .join()
                        .getDecisionOutput())
                .isEqualTo("null");
    }

    private void assertAgreement(String decisionId, List<Map<String, Object>> combinations)
            throws JsonProcessingException {
        // in parts: the engine answers each within its time-out also on a busy machine
        for (int from = 0; from < combinations.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, combinations.size());
            assertAgreementAtOnce(decisionId, combinations.subList(from, to));
        }
    }

    private void assertAgreementAtOnce(String decisionId, List<Map<String, Object>> combinations)
            throws JsonProcessingException {
        List<CamundaFuture<EvaluateDecisionResponse>> inEngine = combinations.stream()
                .map(inputs -> client.newEvaluateDecisionCommand()
                        .decisionId(decisionId)
                        .variables(inputs)
                        .send())
                .toList();
        for (int i = 0; i < combinations.size(); i++) {
            Map<String, Object> inputs = combinations.get(i);
            assertThat(inVigie(decisionId, inputs))
                    .as(inputs.toString())
                    .isEqualTo(json.readTree(inEngine.get(i).join().getDecisionOutput()));
        }
    }

    private JsonNode inVigie(String decisionId, Map<String, Object> inputs) throws JsonProcessingException {
        try {
            Object result = decisions.evaluate(decisionId, inputs, Object.class);
            return json.readTree(json.writeValueAsString(result));
        } catch (HintedException e) {
            assertThat(e.fact()).contains("has no rule for");
            return json.nullNode();
        }
    }
}
