package org.vigie.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.support.EngineKeys;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketType;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

@VigieTest
class BacklogReviewTests {

    private static final String APPLICATION = "mangatheque";
    private static final Duration WITHIN = Duration.ofDays(7);

    @Autowired
    BacklogReview review;

    @Autowired
    Reviews reviews;

    @Autowired
    ReviewCases cases;

    @Autowired
    ProcessRequests requests;

    @Autowired
    Troubles troubles;

    @Autowired
    Backlog backlog;

    @Autowired
    BacklogMails mails;

    @Autowired
    TicketIntake intake;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketDesk tickets;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    @BeforeEach
    void closeWhatOtherTestsLeft() {
        clock.set(VigieTest.START);
        backlog.of(APPLICATION).forEach(item -> progress.close(item.ticketId(), TicketStatus.CANCELLED, ""));
    }

    @Test
    void listsOpenEvolutionsAndTechnicalDebtOnly() {
        String evolution = open(TicketType.EVOLUTIVE);
        String debt = open(TicketType.PREVENTIVE, Label.TECH_DEBT);
        open(TicketType.CORRECTIVE, Label.BUG);
        progress.close(open(TicketType.EVOLUTIVE), TicketStatus.RESOLVED, "");

        assertThat(review.agendas("BR-0"))
                .filteredOn(agenda -> agenda.application().equals(APPLICATION))
                .singleElement()
                .satisfies(agenda -> assertThat(agenda.items())
                        .extracting(BacklogItem::ticketId)
                        .containsExactly(evolution, debt));
    }

    @Test
    void leavesOutAnApplicationWithNothingOpen() {
        assertThat(review.agendas("BR-0"))
                .noneMatch(agenda -> agenda.application().equals(APPLICATION));
    }

    @Test
    void ordersByTheScoreOfTheTable() throws Exception {
        String low = open(TicketType.EVOLUTIVE);
        String unmarked = open(TicketType.EVOLUTIVE);
        String high = open(TicketType.EVOLUTIVE);
        record("r1", line(low, 3, 3, 0, null), line(unmarked, null, null, null, null), line(high, 4, 2, 1, "1.4.0"));

        http.perform(get("/api/applications/mangatheque/backlog").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(3))
                .andExpect(jsonPath("$[0].ticketId").value(high))
                .andExpect(jsonPath("$[0].score").value(78))
                .andExpect(jsonPath("$[0].marks.technicalRisk").value(2))
                .andExpect(jsonPath("$[0].plannedRelease").value("1.4.0"))
                .andExpect(jsonPath("$[1].ticketId").value(low))
                .andExpect(jsonPath("$[1].score").value(66))
                .andExpect(jsonPath("$[2].ticketId").value(unmarked))
                .andExpect(jsonPath("$[2].score").doesNotExist());
        http.perform(get("/api/applications/other/backlog").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.hint").exists());
    }

    @Test
    void plansTicketsIntoReleasesAndKeepsTheEvidence() {
        String ticket = open(TicketType.EVOLUTIVE);
        record("r1", line(ticket, 4, 2, 1, "1.4.0"));
        record("r1", line(ticket, 4, 2, 1, "1.4.0"));

        assertThat(tickets.get(ticket).plannedRelease()).isEqualTo("1.4.0");
        assertThat(audit.of(ticket))
                .extracting(entry -> entry.action() + " " + entry.details())
                .filteredOn(text -> text.startsWith("backlog") || text.startsWith("planned"))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("planned into a release", "release=1.4.0"))
                .anySatisfy(text -> assertThat(text)
                        .contains("userValue=4", "technicalRisk=2", "dependencies=1", "score=78", "review=r1"));
    }

    @Test
    void nextReviewChangesMarksAndALineWithoutMarksKeepsThem() {
        String ticket = open(TicketType.EVOLUTIVE);
        record("r1", line(ticket, 4, 2, 1, null));
        clock.advance(Duration.ofDays(30));
        record("r2", line(ticket, null, null, null, "2.0.0"));
        assertThat(backlog.of(APPLICATION).getFirst().score()).isEqualTo(78);
        assertThat(backlog.of(APPLICATION).getFirst().plannedRelease()).isEqualTo("2.0.0");
        record("r3", line(ticket, 5, 1, 0, ""));
        assertThat(backlog.of(APPLICATION).getFirst().score()).isEqualTo(100);
        assertThat(backlog.of(APPLICATION).getFirst().plannedRelease()).isEqualTo("2.0.0");
    }

    /** A task that was left open and is completed after the next review says nothing any more. */
    @Test
    void aForgottenTaskDoesNotOverwriteALaterReview() {
        String ticket = open(TicketType.EVOLUTIVE);
        for (String review : List.of("forgotten", "later")) {
            clock.advance(Duration.ofDays(1));
            jdbc.sql("INSERT INTO backlog_review (id, process_since, started_at, due, closed_at) VALUES (?,"
                            + " now(), ?, now(), now())")
                    .param(review)
                    .param(Timestamp.from(clock.instant()))
                    .update();
        }
        record("later", line(ticket, 5, 1, 0, "2.0.0"));
        record("forgotten", line(ticket, 1, 5, 3, "1.0.0"));
        assertThat(jdbc.sql("SELECT user_value || ' ' || review_id FROM backlog_mark WHERE ticket_id = ?")
                        .param(ticket)
                        .query(String.class)
                        .single())
                .isEqualTo("5 later");
        assertThat(tickets.get(ticket).plannedRelease()).isEqualTo("2.0.0");
        record("later", line(ticket, 4, 1, 0, null));
        jdbc.sql("DELETE FROM backlog_review WHERE id IN ('forgotten', 'later')")
                .update();
    }

    @Test
    void ticketClosedMeanwhileIsLeftOut() {
        String closed = open(TicketType.EVOLUTIVE);
        String open = open(TicketType.EVOLUTIVE);
        progress.close(closed, TicketStatus.RESOLVED, "");
        record("r1", line(closed, 5, 1, 0, "1.0.0"), line(open, 3, 3, 0, null));
        assertThat(tickets.get(closed).plannedRelease()).isNull();
        assertThat(backlog.of(APPLICATION)).extracting(BacklogItem::score).containsExactly(66);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        6, 1, 0, 1.0.0, user value is not a whole number
        0, 1, 0, 1.0.0, user value is not a whole number
        2.5, 1, 0, 1.0.0, user value is not a whole number
        5, -, 0, 1.0.0, technical risk is missing
        5, 9, 0, 1.0.0, technical risk is not a whole number
        5, 1, -1, 1.0.0, dependencies is not a whole number
        5, 1, 0, next spring, is not a release
        """)
    void refusesTheWholeReviewNamingTheLine(
            @Nullable Double value,
            @Nullable Double risk,
            @Nullable Double dependencies,
            String release,
            String reason) {
        String good = open(TicketType.EVOLUTIVE);
        String bad = open(TicketType.EVOLUTIVE);
        assertThatThrownBy(
                        () -> record("r1", line(good, 5, 1, 0, "1.0.0"), line(bad, value, risk, dependencies, release)))
                .isInstanceOf(ReviewRefusedException.class)
                .hasMessageContaining(bad)
                .hasMessageContaining(reason);
        assertThat(tickets.get(good).plannedRelease()).isNull();
        assertThat(backlog.of(APPLICATION)).extracting(BacklogItem::score).containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource({"CZ-1", "MT-1'; DROP TABLE ticket", "''"})
    void refusesALineOfAnotherApplication(String ticketId) {
        assertThatThrownBy(() -> record("r1", line(ticketId, 5, 1, 0, null)))
                .isInstanceOf(ReviewRefusedException.class)
                .hasMessageContaining("is not a ticket of MangaThèque");
    }

    @Test
    void takesATicketFromBeforeThePrefixOfItsApplicationWasChanged() {
        String open = open(TicketType.EVOLUTIVE);
        String closed = open(TicketType.EVOLUTIVE);
        for (String id : List.of(open, closed)) {
            jdbc.sql("UPDATE ticket SET id = 'OLD-' || split_part(id, '-', 2) WHERE id = :id")
                    .param("id", id)
                    .update();
        }
        String old = "OLD-" + open.split("-")[1];
        String oldClosed = "OLD-" + closed.split("-")[1];
        jdbc.sql("UPDATE ticket SET status = 'rejected', closed_at = now() WHERE id = :id")
                .param("id", oldClosed)
                .update();

        record("r1", line(old, 5, 1, 0, null), line(oldClosed, 5, 1, 0, null));

        assertThat(backlog.of(APPLICATION))
                .extracting(BacklogItem::ticketId, item -> item.score() != null)
                .contains(org.assertj.core.groups.Tuple.tuple(old, true));
    }

    @Test
    void refusesATicketThatIsThereTwice() {
        String ticket = open(TicketType.EVOLUTIVE);
        assertThatThrownBy(() -> record("r1", line(ticket, 5, 1, 0, null), line(ticket, 1, 5, 0, null)))
                .hasMessageContaining(ticket + " is there twice");
    }

    @Test
    void mailsTheOrderedBacklogOncePerReview() {
        String second = open(TicketType.EVOLUTIVE);
        String first = open(TicketType.EVOLUTIVE);
        record("r9", line(first, 5, 1, 0, "1.0.0"));
        mails.sendOrdered(APPLICATION, "r9");
        mails.sendOrdered(APPLICATION, "r9");
        assertThat(jdbc.sql("SELECT plain FROM notice WHERE key = 'backlog-review/r9/mangatheque/lead'")
                        .query(String.class)
                        .single())
                .contains("1. " + first + " Exporter la liste (score 100, prévu pour 1.0.0)")
                .contains("2. " + second + " Exporter la liste (score -)");
    }

    @Test
    void reviewHasAnIdOfItsOwnAndOneProcess() {
        long process = EngineKeys.next();
        Review begun = reviews.begin(null, process, WITHIN).orElseThrow();
        assertThat(begun.id()).startsWith("BR-");
        assertThat(begun.due()).isEqualTo(VigieTest.START.plus(WITHIN));
        assertThat(reviews.begin(null, process, WITHIN)).contains(begun);
        assertThat(reviews.begin(begun.id(), EngineKeys.next(), WITHIN)).isEmpty();
        assertThat(cases.caseOf(process)).contains(begun.id());

        reviews.close(begun.id(), EngineKeys.next());
        assertThat(cases.open("", 1_000)).extracting(OpenCase::id).contains(begun.id());
        reviews.close(begun.id(), process);
        assertThat(cases.open("", 1_000)).extracting(OpenCase::id).doesNotContain(begun.id());
        assertThat(reviews.begin(begun.id(), process, WITHIN)).isEmpty();
    }

    @Test
    void reviewWhoseProcessWasCancelledGoesOnWithWhatIsNotReviewed() {
        String ticket = open(TicketType.EVOLUTIVE);
        String id = reviews.begin(null, EngineKeys.next(), WITHIN).orElseThrow().id();
        long process = EngineKeys.next();
        String other = reviews.begin(null, process, WITHIN).orElseThrow().id();
        assertThat(agendasOf(other)).contains(APPLICATION);

        OpenCase lost = new OpenCase(other, process, clock.instant());
        cases.lost(lost);
        cases.lost(lost);
        Trouble trouble = troubles.require("backlog-review-without-process:" + other);
        assertThat(trouble.clearedAt()).isNull();
        assertThat(jdbc.sql("SELECT key FROM notice WHERE key LIKE :key")
                        .param("key", "backlog-review/" + other + "/process-lost/%/" + APPLICATION + "/%")
                        .query(String.class)
                        .list())
                .hasSize(1);

        record(other, line(ticket, 4, 2, 1, null));
        assertThat(cases.retry(trouble)).isTrue();
        assertThat(requests.unseen(other)).singleElement().satisfies(request -> {
            assertThat(request.message()).isEqualTo("backlog-review-resumed");
            assertThat(request.variables().get("reviewId")).isEqualTo(other);
        });
        assertThat(reviews.begin(other, EngineKeys.next(), WITHIN)).isPresent();
        assertThat(requests.unseen(other)).isEmpty();
        assertThat(agendasOf(other)).doesNotContain(APPLICATION);
        assertThat(agendasOf(id)).contains(APPLICATION);
        assertThat(troubles.require(trouble.key()).clearedAt()).isNotNull();
        assertThat(cases.retry(trouble)).isFalse();
    }

    @Test
    void reviewsStartAnewInAnEngineThatWasSetUpAnew() {
        long process = EngineKeys.next();
        String id = reviews.begin(null, process, WITHIN).orElseThrow().id();
        cases.on(new EngineSetUpAnew(7));
        assertThat(requests.unseen(id))
                .extracting(ProcessRequest::id)
                .containsExactly("backlog-review/" + id + "/start/engine-7");
        assertThat(reviews.begin(null, process, WITHIN).orElseThrow().id())
                .as("the same key in the new engine")
                .isNotEqualTo(id);
    }

    private List<String> agendasOf(String reviewId) {
        return review.agendas(reviewId).stream()
                .map(BacklogReview.Agenda::application)
                .toList();
    }

    @SafeVarargs
    private void record(String reviewId, Map<String, ?>... lines) {
        review.record(APPLICATION, reviewId, Arrays.asList(lines));
    }

    private static Map<String, ?> line(
            String ticketId,
            @Nullable Number userValue,
            @Nullable Number technicalRisk,
            @Nullable Number dependencies,
            @Nullable String release) {
        Map<String, Object> line = new HashMap<>();
        line.put("ticketId", ticketId);
        line.put("title", "anything");
        line.put("userValue", userValue);
        line.put("technicalRisk", technicalRisk);
        line.put("dependencies", dependencies);
        line.put("plannedRelease", release);
        return line;
    }

    private String open(TicketType type, Label... labels) {
        clock.advance(Duration.ofSeconds(1));
        return intake.create(new NewTicket(
                        APPLICATION,
                        "Exporter la liste",
                        "",
                        type,
                        Impact.IMPROVEMENT,
                        Set.copyOf(List.of(labels)),
                        new Reporter("Inès", "ines@example.org"),
                        TicketSource.API,
                        null))
                .id();
    }
}
