package org.vigie.crisis.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.statuspage.UpdateKind.OPENED;
import static org.vigie.statuspage.UpdateKind.POST_MORTEM;
import static org.vigie.statuspage.UpdateKind.RESOLVED;
import static org.vigie.statuspage.UpdateKind.UPDATE;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.vigie.audit.AuditTrail;
import org.vigie.crisis.Crises;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.engine.request.TestMessages;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.process.BeginOperationWorker;
import org.vigie.operation.process.EndOperationWorker;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.DataStatement;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.StatusPages;
import org.vigie.statuspage.UpdateKind;
import org.vigie.statuspage.subscriber.TestSubscribers;
import org.vigie.support.KeptMails;
import org.vigie.support.KnownCompletions;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;
import org.vigie.support.process.RealWorkers;

/**
 * Every path of the communication of a crisis, with the real workers, database and mails, and the rhythm of MangaThèque: level 1 waits
 * 15 minutes for approval, reminds every 5 and tells the public every hour.
 */
@VigieTest
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrisisProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Map<String, Object> TEXT = Map.of(
            "decision", "publish",
            "publicImpact", "Les collections ne s’affichent plus.",
            "publicImpactOther", "Collections are not shown.",
            "estimatedHours", 3,
            "dataStatement", "checking",
            "signature", "L’équipe MangaThèque");

    @Autowired
    ApplicationContext context;

    @Autowired
    OperationRequests operationRequests;

    @Autowired
    Operations operations;

    @Autowired
    Crises crises;

    @Autowired
    StatusPages pages;

    @Autowired
    ProcessRequests requests;

    @Autowired
    KnownCompletions completions;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private CamundaClient client;
    private ProcessMessages messages;
    private String id;
    private String reader;

    @BeforeEach
    void connect() {
        run = new ProcessRun(engine);
        new RealWorkers(context)
                .handle(run, BeginOperationWorker.class)
                .handle(run, ShowCrisisStateWorker.class)
                .handle(run, PrepareCrisisTextWorker.class)
                .handle(run, RecordCrisisApprovalWorker.class)
                .handle(run, PublishCrisisTextWorker.class)
                .handle(run, RemindCrisisApproversWorker.class)
                .handle(run, AnnounceAllClearWorker.class)
                .handle(run, RecordCrisisPostMortemWorker.class)
                .handle(run, WithdrawCrisisWorker.class)
                .handle(run, EndOperationWorker.class);
        client = run.client();
        messages = TestMessages.to(client);
        // each test has an engine of its own, which gives out the same keys
        completions.forget();
        jdbc.sql("DELETE FROM task_completion").update();
        jdbc.sql("UPDATE operation SET process_instance_key = NULL").update();
        jdbc.sql("TRUNCATE status_span, status_claim, status_subscriber, status_told CASCADE")
                .update();
        reader = TestSubscribers.confirmed(jdbc, "mangatheque", "reader@example.org", "fr");
        clock.set(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void showsTheStateAtOnceAndTheTextOnceSomebodyApprovesIt() {
        begin(Map.of("impact", "service-down", "components", List.of("site")));
        assertThat(pages.stateOf("mangatheque", "site")).isEqualTo(ComponentState.DOWN);
        assertThat(pages.stateOf("mangatheque", "search")).isEqualTo(ComponentState.UNMONITORED);
        assertThat(kinds()).isEmpty();
        assertThat(run.task("Task_ApproveText").groups()).isEqualTo("[\"support\",\"technical-lead\"]");
        assertThat(mails.startingWith(id + "/turn-1/ask-0/"))
                .extracting(KeptMails.Received::to)
                .containsExactly(
                        "Responsable technique <responsable@mangatheque.example>",
                        "Support utilisateur <support@mangatheque.example>");
        assertThat(told()).isEmpty();

        approve("ada", TEXT);
        assertThat(kinds()).containsExactly(OPENED);
        assertThat(update(0).text().data()).isEqualTo(DataStatement.CHECKING);
        assertThat(told()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("MangaThèque : incident en cours");
            assertThat(mail.text())
                    .contains("Conséquences : Les collections ne s’affichent plus.")
                    .contains("d’ici 3 heures")
                    .contains("nous vérifions si elles sont touchées")
                    .contains("Toutes nos excuses")
                    .contains("Nous vous tenons au courant")
                    .contains("L’équipe MangaThèque");
        });
        assertThat(audit.of(id))
                .anySatisfy(entry ->
                        assertThat(entry.actor() + " " + entry.action()).isEqualTo("ada public text approved"));
        resolve();
        writePostMortem("nothing", null);
        assertThat(kinds()).containsExactly(OPENED, RESOLVED);
        assertThat(pages.stateOf("mangatheque", "site")).isEqualTo(ComponentState.UNMONITORED);
        assertThat(told()).extracting(KeptMails.Received::subject).last().isEqualTo("MangaThèque : incident terminé");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_CrisisOver");
    }

    @Test
    void theNeutralTextGoesOutWhenNobodyApprovesAndSaysNothingOfData() {
        begin(Map.of("impact", "service-down"));
        pass(Duration.ofMinutes(5), "BoundaryEvent_Reminder");
        pass(Duration.ofMinutes(5), "BoundaryEvent_Reminder");
        assertThat(mails.startingWith(id + "/turn-1/ask-")).hasSize(6);
        assertThat(kinds()).isEmpty();
        pass(Duration.ofMinutes(5), "BoundaryEvent_NoApproval");
        assertThat(kinds()).containsExactly(OPENED);
        assertThat(update(0).text().isNeutral()).isTrue();
        assertThat(told())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("Un incident perturbe le fonctionnement de MangaThèque")
                        .doesNotContain("Données")
                        .doesNotContain("heures"));

        pass(Duration.ofHours(1), "BoundaryEvent_NoApproval");
        assertThat(kinds()).containsExactly(OPENED, UPDATE);
        assertThat(told()).as("that nothing is known is told once").hasSize(1);

        approve("ada", TEXT);
        assertThat(kinds()).containsExactly(OPENED, UPDATE, UPDATE);
        assertThat(told()).hasSize(2);
    }

    @Test
    void theNextTextIsDueAnHourLaterAndEarlierWhenSomebodyWantsIt() {
        begin(Map.of("impact", "service-down"));
        approve("ada", TEXT);
        assertThat(run.tasks()).isEmpty();
        pass(Duration.ofHours(1), "Event_TimeForUpdate");
        assertThat(run.shown("Task_ApproveText"))
                .containsEntry("turn", 2)
                .containsEntry("decision", null)
                .containsEntry("dataStatement", null)
                .hasEntrySatisfying(
                        "lastText", last -> assertThat(last.toString()).contains("collections"));
    }

    @Test
    void anUpdateCanBeWantedBeforeItsTime() {
        begin(Map.of("impact", "service-down"));
        assertThatThrownBy(() -> crises.wantUpdate(id, "operator")).hasMessageContaining("waits for approval already");
        approve("ada", TEXT);
        crises.wantUpdate(id, "operator");
        deliver();
        assertThat(requests.unseen(id)).isEmpty();
        approve("ada", Map.of("decision", "neutral"));
        assertThat(kinds()).containsExactly(OPENED, UPDATE);
        assertThat(update(1).text().isNeutral()).isTrue();
    }

    @Test
    void aTextThatCannotBePublishedComesBackWithWhatIsWrong() {
        begin(Map.of("impact", "data-loss"));
        Map<String, Object> safe = new HashMap<>(TEXT);
        safe.put("dataStatement", "safe");
        safe.put("publicImpact", "Support utilisateur a vu un NullPointerException sur 10.0.0.7");
        approve("ada", safe);
        assertThat(kinds()).isEmpty();
        assertThat(run.shown("Task_ApproveText").get("findings").toString())
                .contains("Des données sont perdues : on ne peut pas dire qu’elles sont intactes.")
                .contains("Il y a le nom de Support utilisateur.")
                .contains("ce qu’un programme dit")
                .contains("l’adresse d’une machine");
        Map<String, Object> honest = new HashMap<>(TEXT);
        honest.put("dataStatement", "affected");
        approve("ada", honest);
        assertThat(kinds()).containsExactly(OPENED);
        assertThat(update(0).text().data()).isEqualTo(DataStatement.AFFECTED);
    }

    @Test
    void aTaskThatNobodyWasAssignedToApprovesNothing() {
        begin(Map.of("impact", "service-down"));
        assertThatThrownBy(() -> approve(null, TEXT)).hasStackTraceContaining("without being assigned");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void itEndsWhileATextWaitsForApproval() {
        begin(Map.of("impact", "service-down"));
        pass(Duration.ofMinutes(15), "BoundaryEvent_NoApproval");
        resolve();
        assertThat(run.tasks()).extracting(task -> task.elementId()).containsExactly("Task_WritePublicPostMortem");
        assertThat(kinds()).containsExactly(OPENED, RESOLVED);
        pass(Duration.ofDays(5), "BoundaryEvent_NotWritten");
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_CrisisOver");
    }

    @Test
    void nothingIsToldOfTheEndOfWhatNobodyKnewOf() {
        begin(Map.of("impact", "service-down"));
        resolve();
        assertThat(kinds()).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(pages.stateOf("mangatheque", "site")).isEqualTo(ComponentState.UNMONITORED);
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_CrisisOver");
    }

    @Test
    void thePublicReadsWhatWasLearnt() {
        begin(Map.of("impact", "service-down"));
        approve("ada", TEXT);
        resolve();
        writePostMortem("publish", "Voir https://wiki.example/pm");
        assertThat(kinds()).doesNotContain(POST_MORTEM);
        writePostMortem("publish", "Un disque était plein. Nous surveillons maintenant la place libre.");
        assertThat(kinds()).containsExactly(OPENED, RESOLVED, POST_MORTEM);
        assertOver(OperationStatus.SUCCEEDED, "EndEvent_CrisisOver");
    }

    @Test
    void aDrillRunsTheSameWayAndNothingLeavesTheHouse() {
        begin(Map.of("impact", "service-down", "drill", true, "incident", "exercise-1"));
        assertThat(mails.startingWith(id + "/turn-1/ask-0/"))
                .extracting(KeptMails.Received::subject)
                .allMatch(subject -> subject.startsWith("[Exercice] "));
        approve("ada", TEXT);
        assertThat(kinds()).containsExactly(OPENED);
        assertThat(pages.stateOf("mangatheque", "site"))
                .as("on the public page")
                .isEqualTo(ComponentState.UNMONITORED);
        assertThat(told()).isEmpty();
        assertThat(operations.require(id).details()).containsEntry("drill", true);
        // a real one of the same incident is not kept waiting
        String drill = id;
        begin(Map.of("impact", "service-down", "incident", "exercise-1"));
        assertThat(pages.stateOf("mangatheque", "site")).isEqualTo(ComponentState.DOWN);
        assertThat(id).isNotEqualTo(drill);
    }

    @Test
    void cancellationTellsThoseWhoReadOfItThatItIsOver() {
        begin(Map.of("impact", "limited"));
        approve("ada", TEXT);
        operations.cancel(id, "operator");
        deliver();
        assertThat(kinds()).containsExactly(OPENED, RESOLVED);
        assertThat(told()).hasSize(2);
        assertOver(OperationStatus.CANCELLED, "EndEvent_CrisisCancelled");
    }

    @Test
    void aSecondProcessOfOneCrisisEndsAtOnce() {
        begin(Map.of("impact", "service-down"));
        run.publish("crisis-requested", "another key", Duration.ZERO, Map.of("operationId", id));
        assertThat(run.completed()).contains("EndEvent_NothingToDo");
        assertThat(run.tasks()).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        assertThat(COVERAGE.missing("crisis-communication")).isEmpty();
    }

    private void begin(Map<String, Object> input) {
        id = operationRequests
                .request(OperationRequest.of("mangatheque", "crises", input, "operator", null))
                .id();
        deliver();
        assertThat(requests.unseen(id)).isEmpty();
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

    private void approve(@Nullable String account, Map<String, Object> form) {
        complete("Task_ApproveText", account, form);
    }

    private void complete(String element, @Nullable String account, Map<String, Object> form) {
        completions.completed(run.task(element).key(), instance(), element, account, clock.instant());
        run.complete(element, form);
    }

    private void writePostMortem(String decision, @Nullable String lessons) {
        Map<String, Object> form = new HashMap<>();
        form.put("postMortemDecision", decision);
        form.put("publicLessons", lessons);
        complete("Task_WritePublicPostMortem", "ada", form);
    }

    private void resolve() {
        crises.resolve(id, clock.instant(), "vigie");
        deliver();
        assertThat(requests.unseen(id)).isEmpty();
    }

    private void pass(Duration time, String element) {
        clock.advance(time);
        run.passUntilTimer(time, element);
    }

    private long instance() {
        return operations.require(id).processInstanceKey();
    }

    private List<UpdateKind> kinds() {
        return pages.require(id).updates().stream().map(PublicUpdate::kind).toList();
    }

    private PublicUpdate update(int index) {
        return pages.require(id).updates().get(index);
    }

    private List<KeptMails.Received> told() {
        return mails.startingWith("status/" + reader + "/incident/" + id);
    }

    private void assertOver(OperationStatus status, String end) {
        assertThat(operations.require(id).status()).isEqualTo(status);
        assertThat(run.completed()).contains(end).endsWith("crisis-communication");
    }
}
