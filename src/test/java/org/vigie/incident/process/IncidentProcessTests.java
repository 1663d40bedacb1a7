package org.vigie.incident.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.alert.AlertKind;
import org.vigie.alert.Alerts;
import org.vigie.audit.AuditTrail;
import org.vigie.crisis.Crises;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.engine.request.TestMessages;
import org.vigie.incident.Faults;
import org.vigie.incident.Incident;
import org.vigie.incident.IncidentTest;
import org.vigie.incident.Incidents;
import org.vigie.incident.remedy.RecoveryHandOver;
import org.vigie.incident.remedy.Remedies;
import org.vigie.incident.remedy.RemedyTurn;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.process.BeginOperationWorker;
import org.vigie.operation.process.EndOperationWorker;
import org.vigie.release.record.VersionRecords;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StatusPages;
import org.vigie.support.KeptMails;
import org.vigie.support.KnownCompletions;
import org.vigie.support.MutableClock;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;
import org.vigie.support.process.RealWorkers;
import org.vigie.ticket.Impact;

/** Every path of an incident, with the real workers, database, table and programs. */
@IncidentTest
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncidentProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Path RESTARTS = IncidentTest.Restarted.RESTARTS;
    private static final String TASK = "Task_DecideOnRemedy";

    @Autowired
    ApplicationContext context;

    @Autowired
    Incidents incidents;

    @Autowired
    Remedies remedies;

    @Autowired
    RecoveryHandOver handOver;

    @Autowired
    Crises crises;

    @Autowired
    Alerts alerts;

    @Autowired
    OperationRequests operationRequests;

    @Autowired
    Operations operations;

    @Autowired
    StatusPages pages;

    @Autowired
    VersionRecords versions;

    @Autowired
    ProcessRequests requests;

    @Autowired
    KnownCompletions completions;

    @Autowired
    AuditTrail audit;

    @Autowired
    KeptMails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private CamundaClient client;
    private ProcessMessages messages;
    private Faults faults;
    private String id;

    @BeforeEach
    void connect() throws IOException {
        run = new ProcessRun(engine);
        new RealWorkers(context)
                .handle(run, BeginOperationWorker.class)
                .handle(run, OpenIncidentWorker.class)
                .handle(run, DiagnoseIncidentWorker.class)
                .handle(run, PrepareRemedyWorker.class)
                .handle(run, RecordIncidentDecisionWorker.class)
                .handle(run, PerformRemedyWorker.class)
                .handle(run, CheckIncidentWorker.class)
                .handle(run, CloseIncidentWorker.class)
                .handle(run, WithdrawIncidentWorker.class)
                .handle(run, EndOperationWorker.class);
        client = run.client();
        messages = TestMessages.to(client);
        faults = new Faults(jdbc, alerts);
        // each test has an engine of its own, which gives out the same keys
        completions.forget();
        awaitHeard();
        faults.forget();
        jdbc.sql("DELETE FROM task_completion").update();
        jdbc.sql("UPDATE operation SET process_instance_key = NULL").update();
        jdbc.sql("UPDATE operation SET status = 'cancelled', ended_at = now() WHERE ended_at IS NULL")
                .update();
        jdbc.sql("TRUNCATE release_version, release_serving").update();
        jdbc.sql("DELETE FROM operation_step WHERE operation_id IN (SELECT id FROM operation WHERE kind = 'releases')")
                .update();
        jdbc.sql("DELETE FROM operation WHERE kind = 'releases'").update();
        Files.deleteIfExists(RESTARTS);
        clock.set(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void aRestartHelpsAndNobodyHasToDoAnything() throws IOException {
        Files.writeString(IncidentTest.Restarted.LOG, "connect postgres://shop:hunter2@db/shop failed <b>\n");
        siteFails();
        assertThat(Files.readAllLines(RESTARTS)).containsExactly("restarted");
        assertThat(run.tasks()).isEmpty();
        assertThat(pages.stateOf("demo", "demo")).isEqualTo(ComponentState.DOWN);
        Incident begun = incidents.require(id);
        assertThat(jdbc.sql("SELECT source, priority, resolution_due IS NOT NULL AS clock FROM ticket WHERE id = :id")
                        .param("id", begun.ticketId())
                        .query()
                        .singleRow())
                .containsEntry("source", "incident")
                .containsEntry("priority", "P1")
                .containsEntry("clock", true);
        assertThat(operations.require(begun.crisisId()).input())
                .containsEntry("incident", id)
                .containsEntry("impact", "service-down");
        assertThat(incidents.documentOf(id).orElseThrow())
                .contains("site \\(http\\): **down**".replace("site", "Shop"))
                .contains("## Last lines of Journal", "postgres://***@db/shop failed")
                .doesNotContain("hunter2");
        assertThat(jdbc.sql("SELECT count(*) FROM target_lock WHERE holder = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .as("others may work on the application again")
                .isZero();

        clock.advance(Duration.ofSeconds(30));
        siteWorks();
        assertThat(run.completed()).contains("Event_FaultOver").doesNotContain("Event_Settled");
        assertThat(operations.require(id).status().isOver())
                .as("whether it stays well is waited for")
                .isFalse();
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_IncidentOver");
        assertThat(pages.stateOf("demo", "demo")).isEqualTo(ComponentState.UNMONITORED);
        assertThat(incidents.require(id).resolvedBy()).isEqualTo("vigie");
        assertThat(jdbc.sql("SELECT max(until) FROM status_span WHERE application = 'demo' AND state = 'down'")
                        .query(Timestamp.class)
                        .single()
                        .toInstant())
                .as("the minute for which it stayed well is no outage")
                .isEqualTo(incidents.require(id).resolvedAt().minusSeconds(60));
        assertThat(turns()).singleElement().satisfies(turn -> {
            assertThat(turn.rule()).isEqualTo("Rule_RestartFirst");
            assertThat(turn.success()).isTrue();
        });
    }

    @Test
    void aRestartThatDoesNotHelpIsNotRepeatedWithoutAPerson() throws IOException {
        siteFails();
        pass(Duration.ofMinutes(1), "Event_Settled");
        assertThat(Files.readAllLines(RESTARTS)).hasSize(1);
        assertThat(run.task(TASK).groups()).contains("technical-lead").contains("devops");
        assertThat(operations.require(id).status()).isEqualTo(OperationStatus.WAITING);
        Map<String, Object> shown = run.shown(TASK);
        assertThat(shown.get("tried").toString()).contains("restart: done");
        assertThat(shown.get("facts").toString()).contains("Shop is down");
        assertThat(shown.get("remedy").toString()).contains("Rule_NothingHelped");
        assertThat(shown).containsEntry("decision", null);

        assertThat(mails.startingWith(id + "/turn-2/ask/")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[Demo] Incident: what is done? site: does not answer as it should");
            assertThat(mail.text())
                    .contains("Proposed: nothing; somebody has to look.", "- restart: done", "/api/incidents/" + id);
        });

        run.pass(Duration.ofDays(30));
        assertThat(mails.startingWith(id + "/turn-")).as("once").hasSize(1);
        assertThat(run.task(TASK)).as("time alone is never a yes").isNotNull();
        decide("ada", "restart");
        assertThat(Files.readAllLines(RESTARTS)).hasSize(2);
        assertThat(turns().getLast().decidedBy()).isEqualTo("ada");
        assertThat(audit.of(id))
                .anySatisfy(entry ->
                        assertThat(entry.actor() + " " + entry.action()).isEqualTo("ada decided on the incident"));
    }

    @Test
    void nothingIsDoneInMaintenanceWithoutAPerson() throws IOException {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        jdbc.sql("""
                        INSERT INTO maintenance_window (application, starts_at, ends_at, reason, created_by, created_at)
                        VALUES ('demo', :from, :to, 'disks', 'anne', :from)
                        """)
                .param("from", Timestamp.from(clock.instant()))
                .param("to", Timestamp.from(clock.instant().plusSeconds(3600)))
                .update();
        try {
            begin();
            assertThat(run.task(TASK)).isNotNull();
            assertThat(turns().getLast().rule()).isEqualTo("Rule_RestartFirst");
            assertThat(Files.exists(RESTARTS) ? Files.readAllLines(RESTARTS) : List.of())
                    .isEmpty();
        } finally {
            jdbc.sql("DELETE FROM maintenance_window").update();
        }
    }

    @Test
    void aTaskThatNobodyWasAssignedToDecidesNothing() throws IOException {
        siteFails();
        pass(Duration.ofMinutes(1), "Event_Settled");
        assertThatThrownBy(() -> decide(null, "restart")).hasStackTraceContaining("without being assigned");
        assertThat(Files.readAllLines(RESTARTS)).hasSize(1);
    }

    @Test
    void theFaultEndsWhileAPersonIsAsked() {
        siteFails();
        pass(Duration.ofMinutes(1), "Event_Settled");
        siteWorks();
        assertThat(run.completed()).contains("BoundaryEvent_OverMeanwhile");
        assertThat(run.tasks()).isEmpty();
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_IncidentOver");
        assertThat(turns().getLast().result()).startsWith("not done");
    }

    @Test
    void whatComesBackWithinAMinuteIsTheSameIncident() {
        siteFails();
        siteWorks();
        clock.advance(Duration.ofSeconds(20));
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertThat(run.task(TASK)).as("it was restarted already").isNotNull();
        assertThat(incidents.list("demo", false, null, 10)).hasSize(1);
    }

    @Test
    void aFaultAfterADeploymentIsRolledBackOnceSomebodyAgrees() {
        releasesUntil(clock.instant().minusSeconds(60));
        siteFails();
        pass(Duration.ofMinutes(1), "Event_Settled");
        assertThat(run.shown(TASK).get("remedy").toString())
                .contains("rollback")
                .contains("Rule_DeploymentAfterRestart");
        decide("ada", "rollback");
        String rollback = turns().getLast().operationId();
        assertThat(operations.require(rollback).kind()).isEqualTo("rollbacks");
        assertThat(operations.require(rollback).input())
                .containsEntry("version", "1.0.0")
                .containsEntry("reason", "incident " + id);
        assertThat(run.completed()).doesNotContain("Event_OperationOver");

        operations.end(rollback, OperationStatus.SUCCEEDED, "1.0.0 serves", null);
        deliver();
        assertThat(run.completed()).contains("Event_OperationOver");
        assertThat(turns().getLast().success()).isTrue();
        pass(Duration.ofMinutes(2), "Event_Settled");
        assertThat(run.shown(TASK).get("remedy").toString()).as("once").contains("none");
    }

    @Test
    void whatCannotBeDoneIsWrittenDownAndAskedAgain() {
        siteFails();
        pass(Duration.ofMinutes(1), "Event_Settled");
        decide("ada", "rollback");
        assertThat(turns().getLast().result()).isEqualTo("not done: no version of demo serves");
        pass(Duration.ofMinutes(5), "Event_Settled");
        assertThat(run.shown(TASK).get("tried").toString()).contains("no version of demo serves");
        decide("ada", "certificate");
        assertThat(turns().getLast().result()).isEqualTo("not done: the plan does not say how");
    }

    @Test
    void nothingIsDoneToWhatSomebodyElseWorksOn() throws IOException {
        jdbc.sql("""
                        INSERT INTO target_lock (application, resource, holder, fence, since)
                        VALUES ('demo', 'application', :holder, 1, now())
                        """)
                .param("holder", release("2.0.0", "running", clock.instant(), null))
                .update();
        siteFails();
        assertThat(Files.exists(RESTARTS)).isFalse();
        assertThat(turns()).singleElement().satisfies(turn -> {
            assertThat(turn.result()).startsWith("not done: application of demo is held by");
            assertThat(turn.startedAt()).as("it counts as no restart").isNull();
        });
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        pass(Duration.ofMinutes(1), "Event_Settled");
        assertThat(Files.readAllLines(RESTARTS)).hasSize(1);
    }

    @Test
    void aLostDatabaseIsAskedForOnceByItsRecovery() {
        faults.down("database", AlertKind.DATABASE_UNREACHABLE, "database-missing", clock.instant());
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        begin();
        assertThat(Files.exists(RESTARTS))
                .as("a restart brings no database back")
                .isFalse();
        assertThat(run.tasks())
                .as("the recovery asks, which shows what would be lost")
                .isEmpty();
        assertThat(turns()).singleElement().satisfies(turn -> {
            assertThat(turn.proposed()).isEqualTo("recovery");
            assertThat(turn.asked()).isFalse();
        });
        String recovery = turns().getLast().operationId();
        assertThat(operations.require(recovery).kind()).isEqualTo("recoveries");
        assertThat(operations.require(recovery).input()).containsEntry("database", "main");

        // it was refused: now somebody has to say what else
        operations.end(recovery, OperationStatus.REFUSED, "a person did not want it", "not-approved");
        deliver();
        pass(Duration.ofMinutes(5), "Event_Settled");
        assertThat(run.shown(TASK).get("tried").toString()).contains("a person did not want it");
        decide("ada", "restart");
        assertThat(turns().getLast().action()).isEqualTo("restart");
    }

    @Test
    void aRecoveryThatAPersonAskedForIsAnIncidentUntilItsEnd() {
        String recovery = recovery();
        handOver.begun(recovery);
        handOver.begun(recovery);
        begin();
        Incident begun = incidents.require(id);
        assertThat(begun.title()).isEqualTo("the database main is brought back from a backup");
        assertThat(begun.since()).isEqualTo(clock.instant().minusSeconds(60));
        assertThat(begun.ticketId()).isNotNull();
        assertThat(operations.require(begun.crisisId()).input())
                .containsEntry("incident", id)
                .containsEntry("impact", "data-loss");
        assertThat(pages.stateOf("demo", "demo")).as("its services are stopped").isEqualTo(ComponentState.DOWN);
        assertThat(run.tasks()).as("who asked for it has decided").isEmpty();
        assertThat(turns()).singleElement().satisfies(turn -> {
            assertThat(turn.rule()).isEqualTo("Rule_RecoveryUnderWay");
            assertThat(turn.operationId()).isEqualTo(recovery);
        });

        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        assertThat(incidents.list("demo", true, null, 10))
                .as("what fails meanwhile is the same fault")
                .extracting(Incident::id)
                .containsExactly(id);
        faults.up("site", clock.instant());
        awaitHeard();
        assertThat(incidents.isOver(id)).as("it is not back yet").isFalse();

        clock.advance(Duration.ofMinutes(2));
        measured(recovery);
        operations.end(recovery, OperationStatus.SUCCEEDED, null, null);
        deliver();
        assertThat(run.completed()).contains("Event_OperationOver");
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_IncidentOver");
        assertThat(audit.of(id))
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("database recovery begun");
                    assertThat(entry.details()).containsEntry("reason", "main: there is no such database");
                })
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("database recovery ended");
                    assertThat(entry.details())
                            .containsEntry("seconds", "113.2")
                            .containsEntry("kept", "demo_lost_1")
                            .containsKeys("lostFrom", "lostUntil");
                });
    }

    @Test
    void aRecoveryThatFailsLeavesTheIncidentToAPerson() {
        String recovery = recovery();
        handOver.begun(recovery);
        begin();
        operations.end(recovery, OperationStatus.FAILED, "no space is left", "disk-full");
        deliver();
        pass(Duration.ofMinutes(1), "Event_Settled");
        assertThat(run.shown(TASK).get("tried").toString()).contains("recovery: failed: no space is left");
        assertThat(incidents.require(id).resolvedAt()).isNull();
        decide("ada", "over");
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_IncidentOver");
    }

    @Test
    void aRecoveryBelongsToTheIncidentThatGoesOn() {
        siteFails();
        pass(Duration.ofMinutes(1), "Event_Settled");
        String crisis = incidents.require(id).crisisId();
        assertThat(crises.show(crisis).impact()).isEqualTo(Impact.SERVICE_DOWN);
        String recovery = recovery();
        handOver.begun(recovery);
        assertThat(incidents.require(id).recoveryId()).isEqualTo(recovery);
        assertThat(crises.require(crisis).impact())
                .as("no text says any more that data is safe")
                .isEqualTo(Impact.DATA_LOSS);

        siteWorks();
        assertThat(run.completed()).as("the database is not back").doesNotContain("BoundaryEvent_OverMeanwhile");
        operations.end(recovery, OperationStatus.SUCCEEDED, null, null);
        deliver();
        assertThat(run.completed()).contains("BoundaryEvent_OverMeanwhile");
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_IncidentOver");
    }

    @Test
    void aRecoveryOfAReleaseThatIsTakenBackIsNoIncident() {
        String rollback = release("1.1.0", "running", clock.instant(), null);
        String recovery = operationRequests
                .request(new OperationRequest(
                        "demo", "recoveries", Map.of("purpose", "rollback"), "vigie", rollback + "/restore", rollback))
                .id();
        handOver.begun(recovery);
        assertThat(incidents.list("demo", true, null, 10)).isEmpty();
    }

    @Test
    void whatAPersonReportedEndsWhenAPersonSaysSo() {
        id = operationRequests
                .request(OperationRequest.of(
                        "demo", "incidents", Map.of("title", "Orders vanish", "impact", "limited"), "operator", null))
                .id();
        deliver();
        assertThat(run.shown(TASK).get("remedy").toString()).contains("Rule_SomebodyHasToLook");
        assertThat(incidents.require(id).crisisId()).as("it is not critical").isNull();
        assertThat(pages.stateOf("demo", "demo")).isEqualTo(ComponentState.DEGRADED);
        decide("ada", "look-again");
        run.shown(TASK);
        decide("ada", "over");
        pass(Duration.ofMinutes(1), "Event_StaysWell");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_IncidentOver");
        assertThat(incidents.require(id).resolvedBy()).isEqualTo("ada");
        assertThat(operations.require(id).outcome()).endsWith("says ada");
    }

    @Test
    void cancellationTakesItBack() {
        siteFails();
        operations.cancel(id, "operator");
        deliver();
        assertOver(OperationStatus.CANCELLED, "EndEvent_IncidentCancelled");
        assertThat(pages.stateOf("demo", "demo")).isEqualTo(ComponentState.UNMONITORED);
        assertThat(incidents.require(id).resolvedAt()).isNotNull();
    }

    @Test
    void aSecondProcessOfOneIncidentEndsAtOnce() throws IOException {
        siteFails();
        run.publish("incident-requested", "another key", Duration.ZERO, Map.of("operationId", id));
        assertThat(run.completed()).contains("EndEvent_NothingToDo");
        assertThat(Files.readAllLines(RESTARTS)).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        assertThat(COVERAGE.missing("incident")).isEmpty();
    }

    /** Asked for by a person, who agreed to it. */
    private String recovery() {
        String recovery = operationRequests
                .request(OperationRequest.of("demo", "recoveries", Map.of(), "dora", null))
                .id();
        operations.addDetails(
                recovery,
                Map.of(
                        "decision", Map.of("by", "dora"),
                        "damage", Map.of("sentence", "there is no such database"),
                        "backup",
                                Map.of(
                                        "takenAt",
                                        clock.instant().minusSeconds(3600).toString()),
                        "lostAt", clock.instant().minusSeconds(60).toString()));
        return recovery;
    }

    /** What a recovery keeps when the services run again. */
    private void measured(String recovery) {
        operations.addDetails(
                recovery, Map.of("measured", Map.of("seconds", 113.2), "swap", Map.of("kept", "demo_lost_1")));
    }

    private void siteFails() {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        begin();
    }

    private void begin() {
        awaitHeard();
        List<Incident> open = incidents.list("demo", true, null, 10);
        assertThat(open).hasSize(1);
        id = open.getFirst().id();
        deliver();
        assertThat(requests.unseen(id)).isEmpty();
    }

    private void siteWorks() {
        faults.up("site", clock.instant());
        awaitHeard();
        deliver();
        assertThat(requests.unseen(id)).isEmpty();
    }

    /** Two versions were brought, the second one until then. */
    private void releasesUntil(Instant at) {
        versions.serves(
                "demo", "1.0.0", release("1.0.0", "succeeded", at.minusSeconds(7200), at.minusSeconds(7100)), false);
        versions.serves("demo", "1.1.0", release("1.1.0", "succeeded", at.minusSeconds(100), at), false);
    }

    private String release(String version, String status, Instant from, @Nullable Instant to) {
        String operation = "op-" + UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO operation (id, kind, application, status, input, request_key, request_hash, requested_by,
                                               requested_at, started_at, ended_at, root_id)
                        VALUES (:id, 'releases', 'demo', :status, jsonb_build_object('version', :version), :id, 'x', 'ada',
                                :from::timestamptz, :from::timestamptz, :to::timestamptz, :id)
                        """)
                .param("id", operation)
                .param("status", status)
                .param("version", version)
                .param("from", from.toString())
                .param("to", to == null ? null : to.toString())
                .update();
        return operation;
    }

    /** Sends what was asked of the process, as the dispatcher does. */
    private void deliver() {
        requests.unseen(id)
                .forEach(request -> messages.publish(
                        request.message(),
                        request.correlationKey(),
                        request.buffered(),
                        request.id(),
                        request.variables()));
        run.work();
    }

    private void decide(@Nullable String account, String decision) {
        completions.completed(
                run.task(TASK).key(), operations.require(id).processInstanceKey(), TASK, account, clock.instant());
        run.complete(TASK, Map.of("decision", decision));
    }

    private void pass(Duration time, String element) {
        clock.advance(time);
        run.passUntilTimer(time, element);
    }

    private List<RemedyTurn> turns() {
        return remedies.of(id);
    }

    private void awaitHeard() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM event_publication"
                                        + " WHERE listener_id LIKE 'incident.%' AND completion_date IS NULL")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private void assertOver(OperationStatus status, String end) {
        assertThat(operations.require(id).status()).isEqualTo(status);
        assertThat(run.completed()).contains(end).endsWith("incident");
    }
}
