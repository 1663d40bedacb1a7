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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.audit.AuditTrail;
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

@VigieTest
@Import({Incidents.class, PostMortemLifeTests.Heard.class})
class PostMortemLifeTests {

    private static final Path APPLICATIONS = newFolder();

    @Autowired
    Incidents incidents;

    @Autowired
    Heard heard;

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

    @TestConfiguration(proxyBeanMethods = false)
    static class Heard {

        final List<Object> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PostMortemNeeded event) {
            events.add(event);
        }

        @EventListener
        void on(ActionTicketsClosed event) {
            events.add(event);
        }
    }

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
        await().untilAsserted(() -> assertThat(heard.events).contains(new PostMortemNeeded(required.id())));
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
                .untilAsserted(
                        () -> assertThat(heard.events.stream().filter(new PostMortemNeeded("PM-" + ticketId)::equals))
                                .hasSize(1));
    }

    @Test
    void oneProcessInstanceWorksOnAPostMortem() {
        String id = incidents.required();
        assertThat(preparation.prepare(id, 1)).isPresent();
        assertThat(preparation.prepare(id, 1)).isPresent();
        assertThat(preparation.prepare(id, 2)).isEmpty();
    }

    @Test
    void startsFromWhatTheAuditTrailAndTheTicketTell() {
        String ticketId = incidents.open(Impact.SERVICE_DOWN);
        clock.advance(Duration.ofMinutes(80));
        incidents.analyse(ticketId, "Certificat expiré");
        clock.advance(Duration.ofMinutes(70));
        incidents.close(ticketId, TicketStatus.RESOLVED);
        await().untilAsserted(() -> assertThat(rows(ticketId)).isEqualTo(1));

        var prepared = preparation.prepare("PM-" + ticketId, 1).orElseThrow();
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
        assertThat(prepared.remindAt()).isEqualTo(prepared.postMortem().due().minus(Duration.ofDays(1)));
    }

    @Test
    void keepsWhatTheAuthorHandedIn() {
        PostMortem written = desk.get(incidents.written());
        assertThat(written.status()).isEqualTo(PostMortemStatus.REVIEW);
        assertThat(written.sections().lessons()).isEqualTo("Une alerte manquait");
        assertThat(written.authors()).containsExactly("Dora Petit");
        assertThat(written.actions())
                .extracting(LongTermAction::number, LongTermAction::title, LongTermAction::owner)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "Surveiller l'expiration", "Dora"),
                        org.assertj.core.groups.Tuple.tuple(2, "Automatiser le renouvellement", null));
    }

    static Stream<Arguments> incompleteDrafts() {
        List<Draft.Line> one = List.of(new Draft.Line("Surveiller", "", ""));
        return Stream.of(
                Arguments.of("author is missing", new Draft("t", "i", "r", "a", "", "l", one, null, " ")),
                Arguments.of("empty: timeline, lessons", new Draft(" ", "i", "r", "a", "", null, one, null, "Dora")),
                Arguments.of("is no long-term action", new Draft("t", "i", "r", "a", "", "l", null, null, "Dora")),
                Arguments.of(
                        "is no long-term action",
                        new Draft("t", "i", "r", "a", "", "l", List.of(new Draft.Line("", " ", null)), false, "Dora")),
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
                                null,
                                "Dora")),
                Arguments.of(
                        "action 1 is longer than 200",
                        new Draft(
                                "t",
                                "i",
                                "r",
                                "a",
                                "",
                                "l",
                                List.of(new Draft.Line("x".repeat(201), "", null)),
                                null,
                                "Dora")),
                Arguments.of(
                        "section impact is longer",
                        new Draft("t", "x".repeat(20_001), "r", "a", "", "l", one, null, "Dora")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incompleteDrafts")
    void sendsAnIncompleteDraftBackWithTheReason(String reason, Draft draft) {
        String id = incidents.required();
        assertThatThrownBy(() -> writing.recordDraft(id, draft, Incidents.step()))
                .isInstanceOf(DraftRefusedException.class)
                .hasMessageContaining(reason);
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.REQUIRED);
    }

    @Test
    void authorMaySayThatNoActionIsNeeded() {
        String id = incidents.required();
        writing.recordDraft(
                id,
                new Draft("t", "i", "r", "a", "", "l", List.of(new Draft.Line("old", "", "")), true, "Dora"),
                Incidents.step());
        assertThat(desk.get(id).actions()).isEmpty();
        assertThat(actionTickets.open(id)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dora Petit", "  dora   petit", "DORÀ PETIT"})
    void authorCannotReview(String reviewer) {
        String id = incidents.written();
        assertThatThrownBy(() -> writing.recordReview(id, new Review(reviewer, "approve", ""), Incidents.step()))
                .isInstanceOf(DraftRefusedException.class)
                .hasMessageContaining("wrote the post-mortem; hint: Let a second person");
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.REVIEW);
    }

    @Test
    void authorOfAnEarlierDraftCannotReviewEither() {
        String id = incidents.written();
        assertThat(writing.recordReview(id, new Review("Nadia", "changes", "Qui ?"), Incidents.step()))
                .isFalse();
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.WRITING);
        Draft second = new Draft("t", "i", "r", "a", "", "l", null, true, "Sam");
        writing.recordDraft(id, second, Incidents.step());
        assertThatThrownBy(() -> writing.recordReview(id, new Review("Dora Petit", "approve", ""), Incidents.step()))
                .hasMessageContaining("Dora Petit wrote the post-mortem");
    }

    @Test
    void reviewMustSayWhoDecidesWhat() {
        String id = incidents.written();
        assertThatThrownBy(() -> writing.recordReview(id, new Review(null, "approve", ""), 1))
                .hasMessageContaining("the reviewer is missing");
        assertThatThrownBy(() -> writing.recordReview(id, new Review("Nadia", "changes", " "), 1))
                .hasMessageContaining("the comment is missing");
        assertThatThrownBy(() -> writing.recordReview(id, new Review("Nadia", null, ""), 1))
                .hasMessageContaining("the decision is missing");
    }

    @Test
    void approvedTextDoesNotChangeAnyMore() {
        String id = incidents.approved();
        writing.recordDraft(id, new Draft("t", "i", "r", "a", "", "other", null, true, "Sam"), Incidents.step());
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
                        "Rédigé par : Dora Petit",
                        "Relu par : Nadia",
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
        ActionTicketsClosed last = new ActionTicketsClosed(id, actions.get(1).ticketId());
        await().untilAsserted(() -> assertThat(heard.events).contains(last));

        desk.close(id);
        desk.close(id);
        assertThat(desk.get(id).status()).isEqualTo(PostMortemStatus.CLOSED);
        assertThat(audit.of(id))
                .filteredOn(entry -> entry.action().equals("post-mortem closed"))
                .hasSize(1);
    }

    @Test
    void remindsTheTechnicalLeadOncePerReminder() {
        String id = incidents.written();
        mails.remind(id, 7);
        mails.remind(id, 7);
        mails.remind(id, 8);
        assertThat(jdbc.sql("SELECT key FROM notice WHERE key LIKE :key ORDER BY key")
                        .param("key", id + "/reminder/%")
                        .query(String.class)
                        .list())
                .containsExactly(id + "/reminder/7/lead", id + "/reminder/8/lead");
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
