package org.vigie.modelling.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.vigie.modelling.ShippedModels.edited;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.modelling.Finding;
import org.vigie.modelling.ModelSet;
import org.vigie.modelling.ShippedModels;
import org.vigie.shared.Words;

/** Bad edits are refused with a sentence that names the place, good ones are not. */
class ModelChecksTests {

    private static final ModelSet SHIPPED = ShippedModels.all();
    private static final ModelChecks CHECKS = new ModelChecks(SHIPPED);
    private static final Words ENGLISH = new Words("modelling", Locale.ENGLISH);
    private static final Words FRENCH = new Words("modelling", Locale.FRENCH);
    private static final Map<String, List<Finding>> REFUSALS = new HashMap<>();

    static Stream<Arguments> badEdits() {
        return Stream.of(
                Arguments.of(
                        "a gap in a table",
                        edited(
                                "ticketPriority.dmn",
                                "\"limited\",\"cosmetic\",\"improvement\"</text>\n        </inputEntry>\n        <outputEntry id=\"OutputEntry_MangathequeMinor",
                                "\"limited\",\"cosmetic\"</text>\n        </inputEntry>\n        <outputEntry id=\"OutputEntry_MangathequeMinor"),
                        "No row of the table “Ticket priority” answers for Application = “mangatheque”, Type = “corrective”,"
                                + " Impact = “improvement”: add one, or widen one."),
                Arguments.of(
                        "two rows that answer the same",
                        edited(
                                "ticketPriority.dmn",
                                "<text>\"key-function-degraded\"</text>",
                                "<text>\"key-function-degraded\",\"limited\"</text>"),
                        "The rows 3, 4 of the table “Ticket priority” both answer for Application = “mangatheque”,"
                                + " Type = “corrective”, Impact = “limited”: make one of them narrower."),
                Arguments.of(
                        "a value that is mistyped",
                        edited(
                                "ticketPriority.dmn",
                                "<text>\"security-flaw\"</text>",
                                "<text>\"security-flow\"</text>"),
                        "“security-flow” in row 2, column “Impact” of the table “Ticket priority” is none of its values."
                                + " Did you mean “security-flaw”?"),
                Arguments.of(
                        "a time in words",
                        edited("dependencyPolicy.dmn", "<text>\"PT24H\"</text>", "<text>\"24 hours\"</text>"),
                        "“24 hours” in row 1, column “Mended within” of the table “Dependency policy” is no time:"
                                + " write \"P2D\" for two days"),
                Arguments.of(
                        "a time of a length that nobody knows",
                        edited("preventiveCalendar.dmn", "<text>\"P30D\"</text>", "<text>\"P1M\"</text>"),
                        "“P1M” in row 22, column “Within” of the table “Entries of a day” is no time"),
                Arguments.of(
                        "an answer without its quotation marks",
                        edited("dependencyPolicy.dmn", "<text>\"security-flaw\"</text>", "<text>security-flaw</text>"),
                        "“security-flaw” in row 1, column “Impact of the ticket” of the table “Dependency policy” is not of its kind:"
                                + " write texts in quotation marks"),
                Arguments.of(
                        "a condition without its quotation marks",
                        edited("preventiveCalendar.dmn", "<text>\"monday\"</text>", "<text>monday</text>"),
                        "“monday” in row 3, column “Day of the week” of the table “Entries of a day” is not of its kind"),
                Arguments.of(
                        "a number as text",
                        edited("ticketSla.dmn", "<text>30</text>", "<text>\"30\"</text>"),
                        "“\"30\"” in row 1, column “Response within” of the table “Ticket SLA” is not of its kind"),
                Arguments.of(
                        "an answer left empty",
                        edited("ticketSla.dmn", "<text>30</text>", "<text></text>"),
                        "Row 1 of the table “Ticket SLA” has no answer in the column “Response within”"),
                Arguments.of(
                        "a row with a cell too much",
                        edited(
                                "ticketPriority.dmn",
                                "<inputEntry id=\"InputEntry_CesizenKeyFunctionDegraded_Type\">",
                                "<inputEntry id=\"InputEntry_Another\"><text></text></inputEntry>"
                                        + "<inputEntry id=\"InputEntry_CesizenKeyFunctionDegraded_Type\">"),
                        "Row 7 of the table “Ticket priority” has not one cell for each column"),
                Arguments.of(
                        "a message heard by something else",
                        edited(
                                "dependency-update.bpmn",
                                "correlationKey=\"=findingId\"",
                                "correlationKey=\"=ticketId\""),
                        "Vigie sends the message “dependency-settled” by =findingId, and no case listens for that any more"),
                Arguments.of(
                        "an arrow that was renamed in part",
                        edited(
                                "backup.bpmn",
                                "<bpmn:sequenceFlow id=\"Flow_TellFailure_NotTaken\"",
                                "<bpmn:sequenceFlow id=\"Flow_NotTaken\""),
                        "The engine does not take “Definitions_backup”: Unable to find a model element instance for id Flow_TellFailure_NotTaken"),
                Arguments.of(
                        "a form with a field that is none",
                        edited("ticket-analyse.form", "\"components\": [", "\"components\": [\n    \"x\","),
                        "ticket-analyse.form is no form"),
                Arguments.of(
                        "a form with a choice that is none",
                        edited("ticket-qualify.form", "\"values\": [", "\"values\": [\n        null,"),
                        "ticket-qualify.form is no form"),
                Arguments.of(
                        "a cell that cannot be read",
                        edited("ticketPriority.dmn", "<text>\"security-flaw\"</text>", "<text>\"security-flaw</text>"),
                        "The cell “\"security-flaw” in row 2, column “Impact” of the table “Ticket priority” cannot be read"),
                Arguments.of(
                        "a column about what Vigie does not tell",
                        edited("ticketPriority.dmn", "<text>impact</text>", "<text>importance</text>"),
                        "The column “Impact” of the table “Ticket priority” asks for “importance”, which Vigie does not tell;"
                                + " it tells application, impact, type."),
                Arguments.of(
                        "an answer that Vigie reads is gone",
                        edited("ticketSla.dmn", "name=\"responseUnit\"", "name=\"unit\""),
                        "The table “Ticket SLA” no longer gives “Response unit” (responseUnit), which Vigie reads"),
                Arguments.of(
                        "another hit policy",
                        edited("ticketSla.dmn", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\""),
                        "The table “Ticket SLA” answers by the hit policy COLLECT; Vigie expects what UNIQUE gives."),
                Arguments.of(
                        "another decision",
                        edited("ticketSla.dmn", "decision id=\"ticketSla\"", "decision id=\"slaOfTickets\""),
                        "ticketSla.dmn must hold the decision “ticketSla”"),
                Arguments.of(
                        "no default answer",
                        edited("ticket.bpmn", " default=\"Flow_QualificationDecision_UpdateTargets\"", ""),
                        "The question “What was decided?” has no default answer"),
                Arguments.of(
                        "no condition",
                        edited(
                                "ticket.bpmn",
                                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">=decision = \"reject\"</bpmn:conditionExpression>",
                                ""),
                        "The arrow “Reject” at the question “What was decided?” has no condition"),
                Arguments.of(
                        "a broken expression",
                        edited("ticket.bpmn", "=decision = \"reject\"", "=decision = = \"reject\""),
                        "The expression =decision = = \"reject\" of “Reject” cannot be read"),
                Arguments.of(
                        "a broken due date",
                        edited(
                                "ticket.bpmn",
                                "else if resolutionDue != null then date and time(resolutionDue) else null\"",
                                "else if resolutionDue != null then date and time(resolutionDue)\""),
                        "The expression =if responseDue != null then date and time(responseDue) else if resolutionDue != null then date and time(resolutionDue) of “Qualify the ticket” cannot be read"),
                Arguments.of(
                        "an unknown worker",
                        edited("ticket.bpmn", "type=\"register-ticket\"", "type=\"register-tickets\""),
                        "there is no worker “register-tickets”. Did you mean “register-ticket”?"),
                Arguments.of(
                        "a worker without retries",
                        edited(
                                "ticket.bpmn",
                                "type=\"remind-validation\" retries=\"3\"",
                                "type=\"remind-validation\" retries=\"0\""),
                        "“Remind the reporter” is not tried again after a failure"),
                Arguments.of(
                        "a form that is deleted",
                        ShippedModels.without("ticket-qualify.form"),
                        "“Qualify the ticket” shows the form “ticket-qualify”, which is not there."),
                Arguments.of(
                        "a form that is mistyped",
                        edited("ticket.bpmn", "else &#34;ticket-qualify&#34;", "else &#34;ticket-qualfy&#34;"),
                        "“Qualify the ticket” shows the form “ticket-qualfy”, which is not there. Did you mean “ticket-qualify”?"),
                Arguments.of(
                        "a decision that is not there",
                        edited("ticket-targets.bpmn", "decisionId=\"ticketSla\"", "decisionId=\"ticketSLA\""),
                        "asks the decision “ticketSLA”, which is not there. Did you mean “ticketSla”?"),
                Arguments.of(
                        "a process that is not there",
                        edited("ticket.bpmn", "processId=\"ticket-question\"", "processId=\"ticket-questions\""),
                        "calls the process “ticket-questions”, which is not there. Did you mean “ticket-question”?"),
                Arguments.of(
                        "a binding to whatever is newest",
                        edited(
                                "ticket-targets.bpmn",
                                "resultVariable=\"slaDecision\" bindingType=\"deployment\"",
                                "resultVariable=\"slaDecision\" bindingType=\"latest\""),
                        "must use what was deployed together with it"),
                Arguments.of(
                        "another name of the process",
                        edited("sla-clock.bpmn", "process id=\"sla-clock\"", "process id=\"clock\""),
                        "sla-clock.bpmn must hold the one process “sla-clock”, by which Vigie starts it; it holds “clock”."),
                Arguments.of(
                        "not executable",
                        edited("sla-clock.bpmn", "isExecutable=\"true\"", "isExecutable=\"false\""),
                        "The process “SLA clock” is not marked as executable"),
                Arguments.of(
                        "a newer platform",
                        edited(
                                "sla-clock.bpmn",
                                "executionPlatformVersion=\"8.6.0\"",
                                "executionPlatformVersion=\"8.9.0\""),
                        "sla-clock.bpmn is made for Camunda “8.9.0”: choose Camunda 8.6.0"),
                Arguments.of(
                        "a damaged file",
                        SHIPPED.with(Map.of(
                                "sla-clock.bpmn", SHIPPED.text("sla-clock.bpmn").substring(0, 4000))),
                        "sla-clock.bpmn is damaged near line"),
                Arguments.of(
                        "a file that reads others",
                        edited(
                                "sla-clock.bpmn",
                                "<bpmn:definitions",
                                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><bpmn:definitions"),
                        "sla-clock.bpmn has a document type"),
                Arguments.of(
                        "a delay that is none",
                        edited("ticket.bpmn", ">P100D<", ">100 days<"),
                        "“100 days” at “Waited too long” is no time: write P2D for two days"),
                Arguments.of(
                        "a group of nobody",
                        edited("ticket.bpmn", "candidateGroups=\"support\"", "candidateGroups=\"suport\""),
                        "“Qualify the ticket” is for the group “suport”, which nobody is in. Did you mean “support”?"),
                Arguments.of(
                        "a way that ends in the air",
                        edited(
                                "ticket.bpmn",
                                "<bpmn:sequenceFlow id=\"Flow_CloseRejected_Rejected\" sourceRef=\"Task_CloseRejected\" targetRef=\"EndEvent_Rejected\" />",
                                ""),
                        "Nothing follows after “"),
                Arguments.of(
                        "a message that nothing hears",
                        edited("ticket.bpmn", "name=\"ticket-cancelled\"", "name=\"cancelled\""),
                        "Nothing hears the message “ticket-cancelled” any more, which Vigie sends to “Ticket cancelled”"),
                Arguments.of(
                        "a start that nothing reaches",
                        edited("ticket.bpmn", "name=\"ticket-received\"", "name=\"received\""),
                        "Vigie starts cases by the message “ticket-received”, and the start “Ticket received” that heard it is gone"),
                Arguments.of(
                        "a failure that leads nowhere",
                        edited(
                                "ticket.bpmn",
                                "attachedToRef=\"Task_CloseDuplicate\"",
                                "attachedToRef=\"Task_CloseRejected\""),
                        "can fail with "),
                Arguments.of(
                        "a field that is lost",
                        edited("ticket-qualify.form", "\"key\": \"reason\"", "\"key\": \"why\""),
                        "What is filled in at “Qualify the ticket” as “why” (form ticket-qualify) is lost"),
                Arguments.of(
                        "a field that is gone",
                        edited("ticket-qualify.form", "\"key\": \"reason\"", "\"key\": \"why\""),
                        "ticket-qualify.form no longer asks for “reason”, which “Qualify the ticket” hands on"),
                Arguments.of(
                        "a field in one language only",
                        edited("ticket-qualify.form", "\"id\": \"Field_Reason\"", "\"id\": \"Field_Why\""),
                        "“Reason” (Field_Why) is in ticket-qualify.form only: put it into ticket-qualify-fr.form too"),
                Arguments.of(
                        "a choice in one language only",
                        edited("ticket-qualify-fr.form", "\"value\": \"duplicate\"", "\"value\": \"doublon\""),
                        "“Décision” asks otherwise in ticket-qualify-fr.form than in ticket-qualify.form"),
                Arguments.of(
                        "a form that cannot be read",
                        edited("ticket-qualify.form", "\"components\": [", "\"components\": "),
                        "ticket-qualify.form is no form"),
                Arguments.of(
                        "nobody keeps who did it",
                        edited(
                                "ticket.bpmn",
                                "<zeebe:executionListener eventType=\"end\" retries=\"3\" type=\"record-step-end\" />",
                                ""),
                        "Nobody would keep who does “Qualify the ticket”"),
                Arguments.of(
                        "a process that is deleted",
                        ShippedModels.without("sla-clock.bpmn"),
                        "sla-clock.bpmn is gone, and Vigie cannot do without it: put it back."),
                Arguments.of(
                        "a step that nothing leads to",
                        edited(
                                "ticket.bpmn",
                                "<bpmn:sequenceFlow id=\"Flow_CloseRejected_Rejected\" sourceRef=\"Task_CloseRejected\" targetRef=\"EndEvent_Rejected\" />",
                                ""),
                        "Nothing leads to “Ticket rejected”: connect it, or remove it."),
                Arguments.of(
                        "an arrow in the air",
                        edited("ticket.bpmn", "targetRef=\"EndEvent_Rejected\"", "targetRef=\"EndEvent_Gone\""),
                        "hangs in the air: connect both of its ends."),
                Arguments.of(
                        "a step without a worker",
                        edited("ticket.bpmn", "<zeebe:taskDefinition type=\"remind-validation\" retries=\"3\" />", ""),
                        "Nobody works on “Remind the reporter”: choose a template for it, or give it the job type of a worker."),
                Arguments.of(
                        "a call of nothing",
                        edited("ticket.bpmn", "processId=\"ticket-question\"", "processId=\"\""),
                        "calls no process: name one."),
                Arguments.of(
                        "a question to no table",
                        edited("ticket-targets.bpmn", "decisionId=\"ticketSla\"", "decisionId=\"\""),
                        "asks no decision: name one."),
                Arguments.of(
                        "a step without a form",
                        edited(
                                "ticket.bpmn",
                                "formId=\"=if language = &#34;fr&#34; then &#34;ticket-qualify-fr&#34; else &#34;ticket-qualify&#34;\"",
                                "formId=\"\""),
                        "“Qualify the ticket” has no form: name one."),
                Arguments.of(
                        "another id of a form",
                        edited("ticket-qualify.form", "\"id\": \"ticket-qualify\"", "\"id\": \"qualify\""),
                        "ticket-qualify.form must hold the form “ticket-qualify”; it holds “qualify”."),
                Arguments.of(
                        "a person's step that is a job",
                        edited("ticket.bpmn", "<zeebe:userTask />", ""),
                        "“Qualify the ticket” is no Camunda user task: set its implementation."),
                Arguments.of(
                        "a step for nobody",
                        edited("ticket.bpmn", "candidateGroups=\"support\"", "candidateGroups=\"\""),
                        "“Qualify the ticket” is for nobody: give it a candidate group."),
                Arguments.of(
                        "an answer that is not handed on",
                        edited("ticket.bpmn", "<zeebe:output source=\"=decision\" target=\"decision\" />", ""),
                        "“Qualify the ticket” no longer hands on “decision”, which a question further on asks for: put the output back."),
                Arguments.of(
                        "a column that cannot be read",
                        edited("ticketPriority.dmn", "<text>impact</text>", "<text>impact +</text>"),
                        "The column “Impact” of the table “Ticket priority” cannot be read: impact +"),
                Arguments.of(
                        "messages without what tells cases apart",
                        edited("ticket.bpmn", "<zeebe:subscription correlationKey=\"=ticketId\" />", ""),
                        "Vigie sends the message “change-merged” by =ticketId, and no case listens for that any more"),
                Arguments.of(
                        "a table of several that is gone",
                        edited("backlogScore.dmn", "decision id=\"userValuePoints\"", "decision id=\"valuePoints\""),
                        "The decision “Points for user value” is gone: put it back."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEdits")
    void refusesABadEditInASentence(String name, ModelSet edited, String sentence) {
        assertThat(sentences(refusals(name, edited), ENGLISH))
                .anySatisfy(said -> assertThat(said).contains(sentence));
        assertThat(sentences(refusals(name, edited), FRENCH)).noneMatch(said -> said.contains("{"));
    }

    static Stream<Arguments> namedInFrench() {
        return Stream.of(
                Arguments.of(
                        "a gap in a table",
                        "Aucune ligne de la table « Ticket priority » ne répond pour Application = “mangatheque”"),
                Arguments.of("no default answer", "La question « What was decided? » n’a pas de réponse par défaut"),
                Arguments.of(
                        "a broken expression", "L’expression =decision = = \"reject\" de « Reject » ne peut être lue"),
                Arguments.of(
                        "an unknown worker",
                        "l’exécutant « register-tickets » n’existe pas. Vouliez-vous dire « register-ticket » ?"),
                Arguments.of(
                        "a form that is deleted",
                        "« Qualify the ticket » montre le formulaire « ticket-qualify », qui n’existe pas."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void namedInFrench(String name, String sentence) {
        ModelSet edited = badEdits()
                .filter(edit -> name.equals(edit.get()[0]))
                .map(edit -> (ModelSet) edit.get()[1])
                .findFirst()
                .orElseThrow();
        assertThat(sentences(refusals(name, edited), FRENCH))
                .anySatisfy(said -> assertThat(said).contains(sentence));
    }

    /** What is left is about cases that run or have been, or only a damaged project can say. */
    @Test
    void everySentenceIsSaidOfSomeEdit() {
        Set<String> said = badEdits()
                .flatMap(edit -> refusals((String) edit.get()[0], (ModelSet) edit.get()[1]).stream())
                .map(Finding::says)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ENGLISH.keys().stream().filter(key -> key.startsWith("refused.")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                said.stream(),
                                Stream.of(
                                        "refused.bpmn",
                                        "refused.history",
                                        "refused.running.gone",
                                        "refused.running.kind",
                                        "refused.running.moved"))
                        .toList());
    }

    @Test
    void takesWhatIsShippedHoweverItIsSaved() {
        ModelSet saved = new ModelSet(new TreeMap<>());
        for (var file : SHIPPED.files().entrySet()) {
            saved = saved.with(Map.of(file.getKey(), file.getValue() + "\n"));
        }
        assertThat(sentences(CHECKS.refusals(SHIPPED, saved), ENGLISH)).isEmpty();
        assertThat(Differences.between(SHIPPED, saved)).isEmpty();
    }

    @Test
    void takesAChangedDelayAndAChangedRule() {
        ModelSet edited = edited("ticket.bpmn", ">=validationReminder<", ">P1D<")
                .with(Map.of(
                        "ticketPriority.dmn",
                        ShippedModels.edit(
                                        "ticketPriority.dmn", "\"key-function-degraded\"", "\"key-function-degraded\"")
                                .replaceFirst("\"P2\"</text>", "\"P1\"</text>")));
        assertThat(sentences(CHECKS.refusals(SHIPPED, edited), ENGLISH)).isEmpty();
        assertThat(Differences.between(SHIPPED, edited))
                .extracting(Difference::file, Difference::how, Difference::element)
                .contains(tuple("ticket.bpmn", "changed", "BoundaryEvent_ValidationReminderDue"));
    }

    @Test
    void refusesToTakeAwayOrChangeAStepThatCasesAreAt() {
        ModelSet edited = edited("ticket.bpmn", "Task_ValidateCorrection", "Task_AskForValidation");
        List<Finding> refusals = RunningRules.refusals(
                SHIPPED, edited, Map.of("ticket", Map.of("Task_ValidateCorrection", 7, "ticket", 9)));
        assertThat(sentences(refusals, ENGLISH))
                .containsExactly("“Validate the correction” is gone while 7 running cases are there:"
                        + " keep it until they have left, or put it back.");
        assertThat(sentences(refusals, FRENCH)).singleElement().asString().contains("7 cas en cours");
        assertThat(RunningRules.refusals(SHIPPED, edited, Map.of("ticket", Map.of("Task_ReviewChange", 7))))
                .isEmpty();

        Map<String, Map<String, Integer>> reading = Map.of("sla-clock", Map.of("Task_ReadClock", 3));
        String clock = SHIPPED.text("sla-clock.bpmn");
        String task = clock.substring(clock.indexOf("<bpmn:serviceTask id=\"Task_ReadClock\""));
        task = task.substring(0, task.indexOf("</bpmn:serviceTask>") + "</bpmn:serviceTask>".length());
        assertThat(sentences(
                        RunningRules.refusals(
                                SHIPPED,
                                edited("sla-clock.bpmn", task, task.replace("serviceTask", "sendTask")),
                                reading),
                        ENGLISH))
                .singleElement()
                .asString()
                .contains("has become something else while 3 running cases are there");
        assertThat(sentences(
                        RunningRules.refusals(
                                SHIPPED,
                                edited(
                                        "sla-clock.bpmn",
                                        task,
                                        "<bpmn:subProcess id=\"SubProcess_Read\">" + task + "</bpmn:subProcess>"),
                                reading),
                        ENGLISH))
                .singleElement()
                .asString()
                .contains("has moved into or out of a sub-process while 3 running cases are there");
    }

    @Test
    void everySentenceIsThereInBothLanguages() {
        assertThat(FRENCH.keys()).isEqualTo(ENGLISH.keys());
    }

    /** What is said of an edit, found out once. */
    private static List<Finding> refusals(String name, ModelSet edited) {
        return REFUSALS.computeIfAbsent(name, unknown -> CHECKS.refusals(SHIPPED, edited));
    }

    private static List<String> sentences(List<Finding> findings, Words words) {
        return findings.stream().map(finding -> finding.in(words)).toList();
    }
}
