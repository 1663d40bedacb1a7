package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.MailFolder;

/** Tickets on the broker of version 8.6.0: user tasks completed through its REST interface with the forms' values. */
@EngineTest
class TicketEngineIT {

    private static final Map<String, Object> FORM = Map.of(
            "application", "cesizen",
            "title", "Connexion impossible",
            "description", "Erreur 500 après le mot de passe",
            "type", "corrective",
            "impact", "service-down",
            "labels", List.of("bug"),
            "reporterName", "Inès Martin",
            "reporterEmail", "ines@example.org");

    private static final Map<String, Object> ACCEPTED =
            Map.of("type", "corrective", "impact", "service-down", "labels", List.of("bug"), "decision", "accept");

    private static final Map<String, Object> GOOD_REVIEW = Map.of(
            "pullRequest",
            "https://github.com/example/cesizen/pull/42",
            "testsPassed",
            true,
            "testsOfTicket",
            true,
            "coverageBefore",
            81.5,
            "coverageAfter",
            82,
            "commitMessages",
            "fix(login): delete old sessions every night",
            "reviewDecision",
            "approve");

    @Autowired
    EngineRun engine;

    @Autowired
    MailFolder mails;

    @Test
    void correctiveTicketRunsFromCreationToClosure() {
        // Friday 10:00 in Paris, P1: one and three working hours, the second over the lunch break
        Instant friday = engine.nextFriday();
        Instant response = friday.plus(Duration.ofHours(1));
        Instant resolution = friday.plus(Duration.ofHours(4));

        JsonNode created = engine.create(request());
        String id = created.path("id").asText();
        assertThat(created.path("priority").asText()).isEqualTo("P1");
        assertThat(created.path("responseDue").asText()).isEqualTo(response.toString());
        assertThat(created.path("resolutionDue").asText()).isEqualTo(resolution.toString());

        EngineTask qualify = engine.task(id, "Task_QualifyTicket");
        assertTask(qualify, "support", response, created);
        assertThat(qualify.assignee()).isNull();
        assertThat(status(id)).isEqualTo("qualification");
        assertThat(mails.subjects(id, "receipt")).singleElement().asString().contains(id);
        engine.assign(qualify, "demo");
        engine.complete(qualify, ACCEPTED);

        EngineTask assign = engine.task(id, "Task_AssignOwner");
        assertTask(assign, "support", resolution, created);
        engine.complete(assign, Map.of("owner", "dora", "team", "devops", "plannedRelease", "1.4.1"));

        EngineTask analyse = engine.task(id, "Task_AnalyseCause");
        assertTask(analyse, "devops", resolution, created);
        assertThat(analyse.assignee()).isEqualTo("dora");
        engine.complete(
                analyse,
                Map.of(
                        "findings", "the session store is full",
                        "rootCause", "sessions are never deleted",
                        "impactAssessment", "nobody can log in",
                        "solution", "delete old sessions every night",
                        "plannedDeployment", resolution.toString()));

        EngineTask implement = engine.task(id, "Task_ImplementChange");
        assertTask(implement, "devops", resolution, created);
        assertThat(implement.assignee()).isEqualTo("dora");
        assertThat(status(id)).isEqualTo("implementation");
        engine.complete(
                implement, Map.of("progress", "change-ready", "summary", "cleans sessions", "branch", "fix/42"));

        EngineTask review = engine.task(id, "Task_ReviewChange");
        assertTask(review, "developers", resolution, created);
        engine.complete(review, Map.of("reviewDecision", "approve", "reviewComment", "and the tests?"));

        EngineTask again = engine.task(id, "Task_ImplementChange");
        assertThat(engine.records(id).variable("gateFindings"))
                .as("what the task shows, in the language of the plan")
                .contains("Il n’y a pas de demande de fusion", "Les tests automatiques ne sont pas passés");
        engine.complete(again, Map.of("progress", "change-ready", "summary", "with tests"));
        var wrongCommit = new HashMap<>(GOOD_REVIEW);
        wrongCommit.put("commitMessages", "fix: sessions\nwip");
        wrongCommit.putAll(Map.of("overrideReason", "nobody can log in"));
        EngineTask wrong = engine.task(id, "Task_ReviewChange");
        engine.assign(wrong, "dora");
        engine.complete(wrong, wrongCommit);
        EngineTask reworded = engine.task(id, "Task_ImplementChange");
        assertThat(engine.records(id).variable("gateFindings"))
                .contains("line 2", "there is no type", "dora may not override the gate");
        engine.complete(reworded, Map.of("progress", "change-ready", "summary", "commits reworded"));
        engine.complete(id, "Task_ReviewChange", GOOD_REVIEW);

        EngineTask merge = engine.task(id, "Task_MergeChange");
        assertTask(merge, "developers", resolution, created);
        engine.complete(
                merge, Map.of("mergeCommit", "0a1b2c3", "releaseNote", "Login works", "releaseNoteKind", "fixed"));

        EngineTask validate = engine.task(id, "Task_ValidateCorrection");
        assertThat(validate.groups()).containsExactly("support");
        assertThat(validate.dueDate()).as("the clock waits for the reporter").isNull();
        engine.complete(validate, Map.of("validated", "yes", "satisfaction", 5, "validationComment", "thank you"));
        TicketEnds.await(engine, id, "EndEvent_TicketClosed");

        JsonNode closed = engine.ticket(id);
        assertThat(closed.path("status").asText()).isEqualTo("resolved");
        assertThat(closed.path("owner").asText()).isEqualTo("dora");
        assertThat(closed.path("team").asText()).isEqualTo("devops");
        assertThat(closed.path("plannedRelease").asText()).isEqualTo("1.4.1");
        assertThat(closed.path("rootCause").asText()).isEqualTo("sessions are never deleted");
        assertThat(closed.path("pullRequest").asText()).endsWith("/pull/42");
        assertThat(closed.path("releaseNote").asText()).isEqualTo("Login works");
        assertThat(closed.path("satisfaction").asInt()).isEqualTo(5);
        assertThat(closed.path("closedAt").asText()).isNotEmpty();
        assertThat(engine.records(id).instancesOf("ticket"))
                .containsExactly(closed.path("processInstanceKey").asLong());
        assertThat(mails.subjects(id, "resolved")).hasSize(1);
        assertThat(engine.history(id))
                .containsSubsequence(
                        "ticket created",
                        "ticket qualified",
                        "owner assigned",
                        "cause analysed",
                        "change implemented",
                        "change reviewed",
                        "change implemented",
                        "change reviewed",
                        "change merged",
                        "release note recorded",
                        "correction validated",
                        "ticket resolved");
        assertThat(engine.records(id).completed())
                .containsSubsequence(
                        "StartEvent_TicketReceived",
                        "Task_RegisterTicket",
                        "Task_SetDueDates",
                        "Task_ConfirmReceipt",
                        "Task_QualifyTicket",
                        "CallActivity_UpdateTargets",
                        "Task_AssignOwner",
                        "Task_AnalyseCause",
                        "Task_ImplementChange",
                        "Task_ReviewChange",
                        "Task_CheckChangeGate",
                        "Task_ImplementChange",
                        "Task_ReviewChange",
                        "Task_CheckChangeGate",
                        "Task_MergeChange",
                        "Task_RecordReleaseNote",
                        "Task_ValidateCorrection",
                        "Task_CloseTicket",
                        "EndEvent_TicketClosed",
                        "EndEvent_TicketHandled");
    }

    @Test
    void gateIsOverriddenByTheAccountThatCompletedTheReviewWhateverNameIsTyped() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", ACCEPTED);
        List.of("Task_AssignOwner", "Task_AnalyseCause", "Task_ImplementChange")
                .forEach(step -> engine.complete(id, step, Map.of()));
        Map<String, Object> override = Map.of("overrideBy", "lead", "overrideReason", "nobody can log in");
        EngineTask first = engine.task(id, "Task_ReviewChange");
        engine.assign(first, "mallory");
        engine.complete(first, override);
        engine.task(id, "Task_ImplementChange");
        assertThat(engine.records(id).variable("gateFindings"))
                .contains("mallory ne peut pas passer outre : le plan ne nomme pas la personne de ce compte");

        engine.complete(id, "Task_ImplementChange", Map.of());
        EngineTask second =
                eventually().until(() -> engine.task(id, "Task_ReviewChange"), task -> task.key() != first.key());
        engine.assign(second, "lead");
        engine.complete(second, override);
        engine.task(id, "Task_MergeChange");
        assertThat(actors(id, "change gate overridden")).containsExactly("lead");
        eventually()
                .untilAsserted(() -> assertThat(actors(id, "change reviewed")).containsExactly("mallory", "lead"));
        assertThat(actors(id, "ticket qualified")).containsExactly("nobody");
    }

    private List<String> actors(String id, String action) {
        JsonNode history = engine.api()
                .get("/api/tickets/" + id + "/history")
                .requireSuccess()
                .body();
        return StreamSupport.stream(history.spliterator(), false)
                .filter(entry -> entry.path("action").asText().equals(action))
                .map(entry -> entry.path("actor").asText())
                .toList();
    }

    @Test
    void mergeIsAnnouncedAndTheReporterSaysThatItDoesNotHold() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", ACCEPTED);
        List.of("Task_AssignOwner", "Task_AnalyseCause", "Task_ImplementChange")
                .forEach(step -> engine.complete(id, step, Map.of()));
        engine.complete(id, "Task_ReviewChange", GOOD_REVIEW);
        engine.task(id, "Task_MergeChange");
        // until the engine listens: the message is not kept
        eventually().until(() -> {
            engine.publish(
                    "change-merged",
                    id,
                    Map.of("pullRequest", GOOD_REVIEW.get("pullRequest"), "mergeCommit", "0a1b2c3"));
            return engine.history(id).contains("change merged");
        });

        engine.task(id, "Task_ValidateCorrection");
        assertThat(engine.history(id)).contains("change merged", "release note recorded");
        assertThat(mails.subjects(id, "validation-request")).hasSize(1);
        assertThat(engine.api()
                        .post(
                                "/api/tickets/" + id + "/validation",
                                Map.of("validated", false, "comment", "still empty"))
                        .status())
                .isEqualTo(202);
        engine.task(id, "Task_ImplementChange");
        assertThat(engine.records(id).variable("validationComment")).isEqualTo("\"still empty\"");
    }

    @Test
    void silenceOfTheReporterCountsAsValidated() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", ACCEPTED);
        List.of("Task_AssignOwner", "Task_AnalyseCause").forEach(step -> engine.complete(id, step, Map.of()));
        engine.complete(id, "Task_ImplementChange", Map.of("progress", "no-code-change", "summary", "restarted"));
        engine.task(id, "Task_ValidateCorrection");

        engine.pass(Duration.ofDays(3));
        eventually()
                .untilAsserted(() ->
                        assertThat(mails.subjects(id, "validation-reminder")).hasSize(1));
        engine.pass(Duration.ofDays(4));
        TicketEnds.await(engine, id, "EndEvent_TicketClosed");
        assertThat(status(id)).isEqualTo("resolved");
        assertThat(engine.history(id)).containsSequence("validated by time-out", "ticket resolved");
    }

    @Test
    void qualificationChangesPriorityAndDueDates() {
        Instant friday = engine.nextFriday();
        String id = create();
        engine.complete(
                id,
                "Task_QualifyTicket",
                Map.of("type", "corrective", "impact", "cosmetic", "labels", List.of("bug"), "decision", "accept"));
        EngineTask assign = engine.task(id, "Task_AssignOwner");

        JsonNode ticket = engine.ticket(id);
        assertThat(ticket.path("priority").asText()).isEqualTo("P3");
        assertThat(Instant.parse(ticket.path("responseDue").asText())).isAfter(friday.plus(Duration.ofHours(4)));
        assertThat(OffsetDateTime.parse(assign.dueDate()).toInstant())
                .isEqualTo(Instant.parse(ticket.path("resolutionDue").asText()));
        assertThat(assign.priority()).isEqualTo(ticket.path("taskPriority").asInt());
        assertThat(engine.history(id)).contains("targets set");
    }

    @Test
    void improvementHasNoDueDateForItsResolution() {
        var wish = new HashMap<>(request());
        wish.putAll(Map.of("type", "evolutive", "impact", "improvement"));
        String id = engine.create(wish).path("id").asText();
        engine.complete(id, "Task_QualifyTicket", Map.of("decision", "accept"));
        engine.complete(id, "Task_AssignOwner", Map.of("team", "developers"));

        EngineTask implement = engine.task(id, "Task_ImplementChange");
        assertThat(implement.dueDate()).isNull();
        assertThat(implement.groups()).containsExactly("developers");
    }

    @Test
    void rejectedTicketIsClosedWithItsReason() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", Map.of("decision", "reject", "reason", "not our site"));
        TicketEnds.await(engine, id, "EndEvent_Rejected");

        assertThat(status(id)).isEqualTo("rejected");
        assertThat(mails.subjects(id, "rejected")).hasSize(1);
        assertThat(engine.history(id))
                .filteredOn(action -> !action.equals("task completed")) // told by the index when it pleases
                .endsWith("ticket qualified", "ticket rejected");
    }

    @Test
    void duplicateNamesTheOtherTicket() {
        String first = create();
        String second = create();
        engine.complete(second, "Task_QualifyTicket", Map.of("decision", "duplicate", "duplicateOf", first));
        TicketEnds.await(engine, second, "EndEvent_Duplicate");

        assertThat(engine.ticket(second).path("duplicateOf").asText()).isEqualTo(first);
        assertThat(mails.subjects(second, "duplicate")).hasSize(1);
        assertThat(engine.records(first).openTasks()).hasSize(1);
    }

    @Test
    void reporterAnswersOverTheApi() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", Map.of("decision", "ask", "question", "With which browser?"));
        engine.task(id, "Task_RecordAnswer");
        assertThat(status(id)).isEqualTo("waiting-for-reporter");
        assertThat(mails.subjects(id, "question")).hasSize(1);

        assertThat(engine.api()
                        .post("/api/tickets/" + id + "/answers", Map.of("text", "With Firefox"))
                        .status())
                .isEqualTo(202);
        EngineTask qualify = engine.task(id, "Task_QualifyTicket");
        assertThat(engine.records(id).variable("answer")).isEqualTo("\"With Firefox\"");
        assertThat(engine.history(id)).contains("reporter answered");
        engine.complete(qualify, ACCEPTED);
        engine.task(id, "Task_AssignOwner");
    }

    @Test
    void reporterIsRemindedAndTheTicketClosedWithoutAnAnswer() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", Map.of("decision", "ask", "question", "With which browser?"));
        engine.task(id, "Task_RecordAnswer");

        engine.pass(Duration.ofDays(3));
        eventually()
                .untilAsserted(() ->
                        assertThat(mails.subjects(id, "question-reminder")).hasSize(1));
        assertThat(status(id)).isEqualTo("waiting-for-reporter");
        engine.pass(Duration.ofDays(4));
        TicketEnds.await(engine, id, "EndEvent_Unanswered");
        assertThat(status(id)).isEqualTo("unanswered");
        assertThat(mails.subjects(id, "unanswered")).hasSize(1);
    }

    @Test
    void ticketIsCancelledOverTheApi() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", ACCEPTED);
        engine.task(id, "Task_AssignOwner");

        assertThat(remark(id, "cancellation")).isEqualTo(202);
        TicketEnds.await(engine, id, "EndEvent_Cancelled");
        assertThat(status(id)).isEqualTo("cancelled");
        assertThat(mails.subjects(id, "cancelled")).hasSize(1);
        assertThat(engine.history(id)).containsSubsequence("cancellation requested", "ticket cancelled");
        assertThat(remark(id, "cancellation")).isEqualTo(409);
    }

    @Test
    void closedTicketIsReopenedAtOnce() {
        String id = rejected();
        assertThat(remark(id, "reopening")).isEqualTo(202);

        EngineTask assign = engine.task(id, "Task_AssignOwner");
        JsonNode reopened = engine.ticket(id);
        assertThat(reopened.path("status").asText()).isEqualTo("assignment");
        assertThat(OffsetDateTime.parse(assign.dueDate()).toInstant())
                .isEqualTo(Instant.parse(reopened.path("resolutionDue").asText()));
        assertThat(engine.records(id).instancesOf("ticket"))
                .hasSize(2)
                .endsWith(reopened.path("processInstanceKey").asLong());
        assertThat(engine.history(id)).containsSubsequence("ticket rejected", "reopening requested", "ticket reopened");
        assertThat(remark(id, "reopening")).isEqualTo(409);
    }

    @Test
    void ticketIsClosedAndReopenedWhileNoMailCanBeSent() {
        String id = create();
        EngineTask qualify = engine.task(id, "Task_QualifyTicket");
        mails.breakDown();
        try {
            engine.complete(qualify, Map.of("decision", "reject", "reason", "not our site"));
            eventually().until(() -> status(id).equals("rejected"));
            assertThat(remark(id, "reopening")).isEqualTo(202);
            engine.task(id, "Task_AssignOwner");
        } finally {
            mails.repair();
        }
        engine.pass(Duration.ofSeconds(30));
        assertThat(mails.subjects(id, "rejected")).hasSize(1);
    }

    @Test
    void closedTicketIsReopenedWithinThePeriodOnly() {
        String early = rejected();
        String late = rejected();
        engine.pass(Duration.ofDays(29));
        assertThat(remark(early, "reopening")).isEqualTo(202);
        engine.task(early, "Task_AssignOwner");

        engine.pass(Duration.ofDays(2));
        assertThat(remark(late, "reopening")).isEqualTo(409);
        assertThat(status(late)).isEqualTo("rejected");
    }

    @Test
    void ticketStartsFromTheFormInTasklist() {
        long instance = engine.startFromForm("ticket", FORM);
        String id = engine.awaitTicketOf(instance);

        engine.task(id, "Task_QualifyTicket");
        JsonNode ticket = engine.ticket(id);
        assertThat(ticket.path("processInstanceKey").asLong()).isEqualTo(instance);
        assertThat(ticket.path("priority").asText()).isEqualTo("P1");
        assertThat(ticket.path("source").asText()).isEqualTo("tasklist");
        assertThat(mails.subjects(id, "receipt")).hasSize(1);
        assertThat(engine.records(id).completed()).contains("StartEvent_FormSubmitted");
    }

    @Test
    void invalidFormComesBackForCorrection() {
        var form = new HashMap<>(FORM);
        form.put("reporterEmail", "no address");
        long instance = engine.startFromForm("ticket", form);

        EngineTask correct = engine.taskOf(instance, "Task_CorrectRequest");
        assertThat(correct.groups()).containsExactly("support");
        assertThat(engine.instance(instance).variable("refusalReason"))
                .contains("Courriel du demandeur : ce n’est pas une adresse");
        engine.complete(correct, FORM);
        String id = engine.awaitTicketOf(instance);
        engine.task(id, "Task_QualifyTicket");
        assertThat(engine.ticket(id).path("reporter").path("email").asText()).isEqualTo("ines@example.org");
    }

    private static Map<String, Object> request() {
        var request = new HashMap<>(FORM);
        request.remove("reporterName");
        request.remove("reporterEmail");
        request.put("reporter", Map.of("name", "Inès Martin", "email", "ines@example.org"));
        return request;
    }

    private String create() {
        return engine.create(request()).path("id").asText();
    }

    private String rejected() {
        String id = create();
        engine.complete(id, "Task_QualifyTicket", Map.of("decision", "reject", "reason", "not our site"));
        eventually().until(() -> status(id).equals("rejected"));
        return id;
    }

    private String status(String id) {
        return engine.ticket(id).path("status").asText();
    }

    private int remark(String id, String what) {
        return engine.api()
                .post("/api/tickets/" + id + "/" + what, Map.of("text", "as the reporter asked"))
                .status();
    }

    /** Group, due date as Operate parses it, and priority, as the engine exported them. */
    private static void assertTask(EngineTask task, String group, Instant due, JsonNode ticket) {
        assertThat(task.groups()).containsExactly(group);
        assertThat(task.dueDate()).endsWith("Z");
        assertThat(OffsetDateTime.parse(task.dueDate()).toInstant()).isEqualTo(due);
        assertThat(task.priority()).isEqualTo(ticket.path("taskPriority").asInt());
    }
}
