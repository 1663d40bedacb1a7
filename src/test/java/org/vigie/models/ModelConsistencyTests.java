package org.vigie.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConsistencyTests {

    private static final String PROCESS = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
              <bpmn:process id="sample">
                <bpmn:serviceTask id="Task_Count" name="Count"><bpmn:extensionElements>
                  <zeebe:taskDefinition type="count" />
                  <zeebe:executionListeners><zeebe:executionListener eventType="start" type="observe" /></zeebe:executionListeners>
                </bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:userTask id="Task_Ask"><bpmn:extensionElements>
                  <zeebe:formDefinition formId="ask" bindingType="deployment" />
                </bpmn:extensionElements></bpmn:userTask>
                <bpmn:businessRuleTask id="Task_Decide"><bpmn:extensionElements>
                  <zeebe:calledDecision decisionId="decide" resultVariable="result" />
                </bpmn:extensionElements></bpmn:businessRuleTask>
                <bpmn:callActivity id="CallActivity_Again"><bpmn:extensionElements>
                  <zeebe:calledElement processId="sample" />
                </bpmn:extensionElements></bpmn:callActivity>
              </bpmn:process>
              <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNShape id="Shape_0abc123" /></bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """;
    private static final String DECISION = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_decide">
              <decision id="decide" name="Decide" />
            </definitions>
            """;
    private static final String FORM = "{\"id\": \"ask\"}";

    @TempDir
    Path folder;

    @BeforeEach
    void writeModelsThatFit() throws IOException {
        write("bpmn/sample.bpmn", PROCESS);
        write("dmn/decide.dmn", DECISION);
        write("forms/ask.form", FORM);
    }

    @Test
    void modelsAndCodeOfTheProjectSayTheSame() {
        assertThat(ModelConsistency.findings(
                        Models.ofProject(), JobWorkers.byType().keySet()))
                .isEmpty();
    }

    @Test
    void acceptsModelsThatFit() {
        assertThat(ModelConsistency.findings(Models.under(folder), Set.of("count", "observe")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            bpmn/sample.bpmn | type="count"         | type="recount"            | sample.bpmn#Task_Count: no worker for job type recount
            bpmn/sample.bpmn | type="count"         | type="recount"            | no model uses the job type of worker count
            bpmn/sample.bpmn | type="observe"       | type="watch"              | sample.bpmn#Task_Count: no worker for job type watch
            bpmn/sample.bpmn | formId="ask"         | formId="answer"           | sample.bpmn#Task_Ask: no form answer
            bpmn/sample.bpmn | formId="ask"         | formId="answer"           | no model uses form ask
            bpmn/sample.bpmn | formId="ask"         | formId="=if language = &#34;fr&#34; then &#34;ask-fr&#34; else &#34;ask&#34;" | sample.bpmn#Task_Ask: no form ask-fr
            bpmn/sample.bpmn | decisionId="decide"  | decisionId="guess"        | sample.bpmn#Task_Decide: no decision guess
            bpmn/sample.bpmn | processId="sample"   | processId="example"       | sample.bpmn#CallActivity_Again: no process example
            bpmn/sample.bpmn | process id="sample"  | process id="other"        | file name and process id differ
            bpmn/sample.bpmn | id="Task_Ask"        | id="Activity_1kx9z0d"     | generated id Activity_1kx9z0d
            dmn/decide.dmn   | decision id="decide" | decision id="other"       | decide.dmn: holds no decision decide
            forms/ask.form   | "ask"                | "question"                | file name and form id differ: ask.form=question
            """)
    void reportsAPlantedViolation(String file, String present, String planted, String report) throws IOException {
        var text = Files.readString(folder.resolve(file));
        assertThat(text).contains(present);
        write(file, text.replace(present, planted));

        assertThat(ModelConsistency.findings(Models.under(folder), Set.of("count", "observe")))
                .anySatisfy(finding -> assertThat(finding).contains(report));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
