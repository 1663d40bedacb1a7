package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.Plans;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.support.EngineKeys;
import org.vigie.support.KnownCompletions;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketType;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

@VigieTest
@Import(Incidents.class)
class PostMortemLifeTests {

    private static final Path APPLICATIONS = newFolder();

    @Autowired
    Incidents incidents;

    @Autowired
    ProcessRequests requests;

    @Autowired
    PostMortemCases cases;

    @Autowired
    Troubles troubles;

    @Autowired
    Plans plans;

    @Autowired
    KnownCompletions completions;

    @Autowired
    PostMortemIntake intake;

    @Autowired
    PostMortemPreparation preparation;

    @Autowired
    PostMortemWriting writing;

    @Autowired
    PostMortemPublication publication;

    @Autowired
    ActionTickets actionTickets;

    @Autowired
    PostMortemMails mails;

    @Autowired
    PostMortemDesk desk;

    @Autowired
    TicketDesk tickets;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("vigie.applications-dir", APPLICATIONS::toString);
    }

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @Test
    void resolvedP1NeedsAPostMortemWithinThePeriodOfThePlan() {
        PostMortem required = desk.get(incidents.required());
        assertThat(required.due()).isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
        assertThat(required.application()).isEqualTo("cesizen");
        assertThat(asked(required.id())).containsExactly("post-mortem-needed post-mortem/" + required.id() + "/start");
        assertThat(audit.of(required.ticketId()))
                .anySatisfy(entry -> assertThat(entry.action()).isEqualTo("post-mortem required"));
    }

    @Test
    void securityTicketNeedsOneWhateverItsPriority() {
        String ticketId = incidents.open(Impact.COSMETIC, Label.SECURITY);
        incidents.close(ticketId, TicketStatus.RESOLVED);
        await().untilAsserted(() -> assertThat(rows(ticketId)).isEqualTo(1));
    }

    @Test
    void otherAndUnresolvedTicketsNeedNone() {
        String minor = incidents.open(Impact.LIMITED, Label.BUG);
        intake.on(new TicketClosed(minor, TicketStatus.RESOLVED));
        String cancelled = incidents.open(Impact.SERVICE_DOWN);
        intake.on(new TicketClosed(cancelled, TicketStatus.CANCELLED));
        String marker = incidents.open(Impact.SERVICE_DOWN);
        intake.on(new TicketClosed(marker, TicketStatus.RESOLVED));
        // events are handled concurrently, so the marker alone does not prove the others were handled: wait for idle
        await().untilAsserted(() -> assertThat(rows(marker)).isEqualTo(1));
        await().during(Duration.ofMillis(300)).untilAsserted(() -> {
            assertThat(rows(minor)).isZero();
            assertThat(rows(cancelled)).isZero();
        });
    }

    @Test
    void sameEventManyTimesGivesOnePostMortem() {
        String ticketId = incidents.open(Impact.SERVICE_DOWN);
        IntStream.range(0, 20).parallel().forEach(i -> intake.on(new TicketClosed(ticketId, TicketStatus.RESOLVED)));
        await().untilAsserted(() -> assertThat(rows(ticketId)).isEqualTo(1));
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(asked("PM-" + ticketId)).hasSize(1));
    }

    @Test
    void oneProcessInstanceWorksOnAPostMortem() {
        String id = incidents.required();
        long instance = EngineKeys.next();
        assertThat(preparation.prepare(id, instance)).isPresent();
        assertThat(preparation.prepare(id, instance)).isPresent();
        assertThat(preparation.prepare(id, EngineKeys.next())).isEmpty();
        assertThat(asked(id)).as("seen").isEmpty();
        assertThat(cases.caseOf(instance)).contains(id);
    }

    @Test
    void processThatWasCancelledInOperateIsStartedAnewWhenSomebodySaysSo() {
        String id = incidents.written();
        long instance = Objects.requireNonNull(desk.get(id).processInstanceKey());
        OpenCase open = new OpenCase(id, instance, clock.instant());
        assertThat(cases.open("", 1_000)).extracting(OpenCase::id).contains(id);
        cases.lost(new OpenCase(id, instance + 1, clock.instant()));
        assertThat(desk.get(id).processInstanceKey()).as("another process").isEqualTo(instance);

        cases.lost(open);
        cases.lost(open);
        Trouble trouble = troubles.require("post-mortem-without-process:" + id);
        assertThat(trouble.clearedAt()).isNull();
        assertThat(notices(id + "/process-lost/%")).hasSize(1);
        assertThat(audit.of(id))
                .filteredOn(entry -> entry.action().equals("process lost"))
                .hasSize(1);

        assertThat(cases.retry(trouble)).isTrue();
        assertThat(asked(id)).singleElement().asString().startsWith("post-mortem-needed");
        var prepared = preparation.prepare(id, instance + 7).orElseThrow().postMortem();
        assertThat(prepared.sections().lessons()).isEqualTo("Une alerte manquait");
        assertThat(troubles.require(trouble.key()).clearedAt()).isNotNull();
        assertThat(cases.retry(trouble)).isFalse();
        assertThat(asked(id)).isEmpty();
    }

    @Test
    void processesStartAnewInAnEngineThatWasSetUpAnew() {
        String open = incidents.written();
        String closed = incidents.approved();
        jdbc.sql("UPDATE post_mortem SET status = 'closed', closed_at = now() WHERE id = :id")
                .param("id", closed)
                .update();
        cases.on(new EngineSetUpAnew(7));
        assertThat(asked(open)).containsExactly("post-mortem-needed post-mortem/" + open + "/start/engine-7");
        assertThat(asked(closed)).isEmpty();
        assertThat(desk.get(open).processInstanceKey()).isNull();
    }

    @Test
    void formerProcessWritesNothingAnyMore() {
        String id = incidents.written();
        RecordingStep former = incidents.completed(id, PostMortemWriting.REVIEW, "nadia");
        jdbc.sql("UPDATE post_mortem SET process_instance_key = 77 WHERE id = :id")
                .param("id", id)
                .update();
        writing.recordReview(id, new Review("approve", ""), former);
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.REVIEW);
    }

    @Test
    void startsFromWhatTheAuditTrailAndTheTicketTell() {
        String ticketId = incidents.open(Impact.SERVICE_DOWN);
        clock.advance(Duration.ofMinutes(80));
        incidents.analyse(ticketId, "Certificat expiré");
        clock.advance(Duration.ofMinutes(70));
        incidents.close(ticketId, TicketStatus.RESOLVED);
        await().untilAsserted(() -> assertThat(rows(ticketId)).isEqualTo(1));

        var prepared = preparation.prepare("PM-" + ticketId, EngineKeys.next()).orElseThrow();
        Sections sections = prepared.postMortem().sections();
        assertThat(sections.timeline()).isEqualTo("""
                        - 2026-11-20 10:00 : ticket créé (Inès Martin): P1
                        - 2026-11-20 11:20 : cause analysée
                        - 2026-11-20 12:30 : ticket résolu""");
        assertThat(sections.impact()).isEqualTo("""
                        Service indisponible: Connexion *impossible*

                        du 2026-11-20 10:00 au 2026-11-20 12:30 (2 h 30 min, Europe/Paris)

                        Le paiement aussi""");
        assertThat(sections.rootCause()).isEqualTo("Certificat expiré");
        assertThat(prepared.postMortem().firstReminder())
                .isEqualTo(prepared.postMortem().due().minus(Duration.ofDays(1)));
    }

    @Test
    void keepsWhatTheAuthorHandedIn() {
        PostMortem written = desk.get(incidents.written());
        assertThat(written.status()).isEqualTo(PostMortemStatus.REVIEW);
        assertThat(written.sections().lessons()).isEqualTo("Une alerte manquait");
        assertThat(written.authors()).containsExactly("dora");
        assertThat(written.actions())
                .extracting(LongTermAction::number, LongTermAction::title, LongTermAction::owner)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "Surveiller l'expiration", "Dora"),
                        org.assertj.core.groups.Tuple.tuple(2, "Automatiser le renouvellement", null));
    }

    static Stream<Arguments> incompleteDrafts() {
        List<Draft.Line> one = List.of(new Draft.Line("Surveiller", "", ""));
        return Stream.of(
                Arguments.of("empty: timeline, lessons", new Draft(" ", "i", "r", "a", "", null, one, null)),
                Arguments.of("is no long-term action", new Draft("t", "i", "r", "a", "", "l", null, null)),
                Arguments.of(
                        "is no long-term action",
                        new Draft("t", "i", "r", "a", "", "l", List.of(new Draft.Line("", " ", null)), false)),
                Arguments.of(
                        "long-term action 2 has no title",
                        new Draft(
                                "t",
                                "i",
                                "r",
                                "a",
                                "",
                                "l",
                                List.of(one.getFirst(), new Draft.Line(null, "text", null)),
                                null)),
                Arguments.of(
                        "action 1 is longer than 200",
                        new Draft(
                                "t", "i", "r", "a", "", "l", List.of(new Draft.Line("x".repeat(201), "", null)), null)),
                Arguments.of(
                        "section impact is longer", new Draft("t", "x".repeat(20_001), "r", "a", "", "l", one, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incompleteDrafts")
    void sendsAnIncompleteDraftBackWithTheReason(String reason, Draft draft) {
        String id = incidents.required();
        assertThatThrownBy(() -> incidents.write(id, "dora", draft))
                .isInstanceOf(DraftRefusedException.class)
                .hasMessageContaining(reason);
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.REQUIRED);
    }

    @Test
    void authorMaySayThatNoActionIsNeeded() {
        String id = incidents.required();
        preparation.prepare(id, EngineKeys.next());
        incidents.write(
                id, "dora", new Draft("t", "i", "r", "a", "", "l", List.of(new Draft.Line("old", "", "")), true));
        assertThat(desk.get(id).actions()).isEmpty();
        assertThat(actionTickets.open(id)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dora", "Dora"})
    void accountOfTheAuthorCannotReview(String account) {
        String id = incidents.written();
        assertThatThrownBy(() -> incidents.review(id, account, new Review("approve", "")))
                .isInstanceOf(DraftRefusedException.class)
                .hasMessageContaining("wrote the post-mortem; hint: Let a second person");
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.REVIEW);
    }

    @Test
    void authorOfAnEarlierDraftCannotReviewEither() {
        String id = incidents.written();
        incidents.review(id, "nadia", new Review("changes", "Qui ?"));
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.WRITING);
        incidents.write(id, "sam", new Draft("t", "i", "r", "a", "", "l", null, true));
        assertThatThrownBy(() -> incidents.review(id, "dora", new Review("approve", "")))
                .hasMessageContaining("dora wrote the post-mortem");
    }

    @Test
    void authorMayReviewWhereThePlanSaysSo() {
        assertThat(plans.require("demo").tickets().postMortem().mayBeReviewedByAuthor())
                .isTrue();
        String id = incidents.written();
        jdbc.sql("UPDATE post_mortem SET application = 'demo' WHERE id = :id")
                .param("id", id)
                .update();
        incidents.review(id, "dora", new Review("approve", ""));
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.APPROVED);
    }

    @Test
    void nobodyIsNeitherAuthorNorReviewer() {
        String id = incidents.written();
        assertThatThrownBy(() -> incidents.review(id, null, new Review("approve", "")))
                .isInstanceOf(DraftRefusedException.class)
                .hasMessageContaining("without being assigned to anybody");
        assertThatThrownBy(() -> incidents.write(id, null, Incidents.DRAFT))
                .hasMessageContaining("without being assigned to anybody");
        assertThat(desk.get(id).authors()).containsExactly("dora");
    }

    @Test
    void nothingIsDecidedWhileItIsNotKnownWhoReviewed() {
        String id = incidents.written();
        long instance = Objects.requireNonNull(desk.get(id).processInstanceKey());
        RecordingStep step = new RecordingStep(instance, EngineKeys.next());
        assertThatThrownBy(() -> writing.recordReview(id, new Review("approve", ""), step))
                .isInstanceOf(BusyElsewhereException.class);
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.REVIEW);
        completions.completed(instance, PostMortemWriting.REVIEW, "nadia", clock.instant());
        assertThat(writing.recordReview(id, new Review("approve", ""), step)).isEqualTo("nadia");
        assertThat(desk.get(id).reviewer()).isEqualTo("nadia");
    }

    @Test
    void refusedTurnIsNotTakenForTheNextOne() {
        String id = incidents.written();
        assertThatThrownBy(() -> incidents.review(id, "nadia", new Review("changes", " ")))
                .hasMessageContaining("the comment is missing");
        RecordingStep next =
                new RecordingStep(Objects.requireNonNull(desk.get(id).processInstanceKey()), EngineKeys.next());
        assertThatThrownBy(() -> writing.recordReview(id, new Review("approve", ""), next))
                .as("the account of the turn before is not that of this one")
                .isInstanceOf(BusyElsewhereException.class);
    }

    @Test
    void jobThatComesAgainTakesNoSecondTurn() {
        String id = incidents.written();
        RecordingStep step = incidents.completed(id, PostMortemWriting.REVIEW, "nadia");
        writing.recordReview(id, new Review("changes", "Qui ?"), step);
        writing.recordReview(id, new Review("changes", "Qui ?"), step);
        assertThat(audit.of(id))
                .filteredOn(entry -> entry.action().equals("changes to post-mortem asked for"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("nadia"));
    }

    @Test
    void reviewMustSayWhatItDecides() {
        String id = incidents.written();
        assertThatThrownBy(() -> incidents.review(id, "nadia", new Review("changes", " ")))
                .hasMessageContaining("the comment is missing");
        assertThatThrownBy(() -> incidents.review(id, "nadia", new Review(null, "")))
                .hasMessageContaining("the decision is missing");
    }

    @Test
    void approvedTextDoesNotChangeAnyMore() {
        String id = incidents.approved();
        incidents.write(id, "sam", new Draft("t", "i", "r", "a", "", "other", null, true));
        assertThat(desk.get(id).sections().lessons()).isEqualTo("Une alerte manquait");
        assertThat(desk.get(id).actions()).hasSize(2);
    }

    @Test
    void everyActionBecomesOneTicketHoweverOftenTheJobComes() {
        String id = incidents.approved();
        actionTickets.create(id);
        List<LongTermAction> first = desk.get(id).actions();
        actionTickets.create(id);
        // as after a crash between the ticket and the link
        jdbc.sql("UPDATE post_mortem_action SET ticket_id = NULL WHERE post_mortem_id = :id")
                .param("id", id)
                .update();
        actionTickets.create(id);

        assertThat(desk.get(id).actions()).isEqualTo(first);
        assertThat(jdbc.sql("SELECT count(*) FROM ticket WHERE request_key LIKE :key")
                        .param("key", "post-mortem/" + id + "/%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        Ticket ticket = tickets.get(first.getFirst().ticketId());
        assertThat(ticket.title()).isEqualTo("Surveiller l'expiration");
        assertThat(ticket.description()).contains("Alerte 14 jours avant", id, "Responsable: Dora");
        assertThat(ticket.source()).isEqualTo(TicketSource.POST_MORTEM);
        assertThat(ticket.type()).isEqualTo(TicketType.PREVENTIVE);
        assertThat(ticket.labels()).containsExactlyInAnyOrder(Label.TECH_DEBT, Label.SECURITY);
        assertThat(ticket.priority()).isEqualTo("P4");
    }

    @Test
    void documentIsWrittenOnceAndKept() throws IOException {
        String id = incidents.approved();
        actionTickets.create(id);
        Path file = Path.of(publication.publish(id));
        assertThat(file)
                .isEqualTo(APPLICATIONS.resolve("cesizen/ops/docs/" + id.replace("PM-", "post-mortem-") + ".md"));
        String document = Files.readString(file);
        assertThat(document)
                .startsWith("# Post-mortem " + id + " : Connexion \\*impossible\\*\n")
                .containsSubsequence(
                        "Rédigé par : dora",
                        "Relu par : nadia",
                        "Publié le : 20 novembre 2026",
                        "## Chronologie\n\n- 10:00 : panne",
                        "## Impact\n\nTous les utilisateurs",
                        "## Cause racine\n\nCertificat expiré",
                        "## Actions immédiates\n\n- Certificat renouvelé",
                        "## Correctifs à long terme",
                        "1. **Surveiller l'expiration**, ticket "
                                + desk.get(id).actions().getFirst().ticketId() + ", Dora : Alerte 14 jours avant",
                        "2. **Automatiser le renouvellement**",
                        "## Leçons\n\nUne alerte manquait")
                .doesNotContain("récurrent");
        assertThat(desk.document(id)).isEqualTo(document);

        clock.advance(Duration.ofDays(3));
        Files.delete(file); // taken away by somebody: a job that comes again must not write it a second time
        assertThat(publication.publish(id)).isEqualTo(file.toString());
        assertThat(file).doesNotExist();
        assertThat(desk.document(id)).isEqualTo(document);
        assertThat(desk.get(id).publishedAt()).isEqualTo(VigieTest.START);
        assertThat(audit.of(id))
                .filteredOn(entry -> entry.action().equals("post-mortem published"))
                .hasSize(1);
    }

    @Test
    void attemptThatFailedIsMadeAgainWithTheSameText() throws IOException {
        String id = incidents.approved();
        Path file = APPLICATIONS.resolve("cesizen/ops/docs/" + id.replace("PM-", "post-mortem-") + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "somebody else's");
        assertThatThrownBy(() -> publication.publish(id)).hasMessageContaining("is there already");
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.APPROVED);
        Files.delete(file);
        clock.advance(Duration.ofDays(1));
        publication.publish(id);
        assertThat(file).hasContent(desk.document(id)).content().contains("20 novembre 2026");
    }

    @Test
    void documentNamesTheIncidentThatCameBack() {
        String id = incidents.approved();
        String earlier = incidents.open(Impact.LIMITED);
        jdbc.sql("UPDATE ticket SET recurrence_of = :earlier WHERE id = :id")
                .param("earlier", earlier)
                .param("id", desk.get(id).ticketId())
                .update();
        publication.publish(id);
        assertThat(desk.document(id)).contains("**Incident récurrent** : même cause racine que " + earlier);
    }

    @Test
    void closesWhenTheLastActionTicketIsClosed() {
        String id = incidents.approved();
        actionTickets.create(id);
        publication.publish(id);
        List<LongTermAction> actions = desk.get(id).actions();
        assertThat(actionTickets.open(id)).isEqualTo(2);

        incidents.close(actions.get(0).ticketId(), TicketStatus.RESOLVED);
        assertThat(actionTickets.open(id)).isEqualTo(1);
        incidents.close(actions.get(1).ticketId(), TicketStatus.REJECTED);
        // that the first was closed may be heard only after the second was
        await().untilAsserted(() -> assertThat(asked(id))
                .contains("action-tickets-closed post-mortem/" + id + "/tickets-closed/"
                        + actions.get(1).ticketId()));
        assertThat(actionTickets.check(id)).isZero();
        assertThat(asked(id)).as("seen").isEmpty();

        desk.close(id);
        desk.close(id);
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.CLOSED);
        assertThat(audit.of(id))
                .filteredOn(entry -> entry.action().equals("post-mortem closed"))
                .hasSize(1);
    }

    @Test
    void remindsTheTechnicalLeadOnceADay() {
        String id = incidents.written();
        mails.remind(id);
        clock.set(desk.get(id).firstReminder());
        mails.remind(id);
        clock.advance(Duration.ofHours(23));
        mails.remind(id);
        clock.advance(Duration.ofHours(1));
        mails.remind(id);
        assertThat(notices(id + "/reminder/%")).containsExactly(id + "/reminder/0/lead", id + "/reminder/1/lead");
    }

    private List<String> notices(String like) {
        return jdbc.sql("SELECT key FROM notice WHERE key LIKE :key ORDER BY key")
                .param("key", like)
                .query(String.class)
                .list();
    }

    /** What the post-mortem has asked of its process and nobody has seen. */
    private List<String> asked(String id) {
        return requests.unseen(id).stream()
                .map(request -> request.message() + " " + request.id())
                .toList();
    }

    private int rows(String ticketId) {
        return jdbc.sql("SELECT count(*) FROM post_mortem WHERE ticket_id = :id")
                .param("id", ticketId)
                .query(Integer.class)
                .single();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("applications").toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
