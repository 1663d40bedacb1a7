package org.vigie.preventive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.preventive.PreventiveDesk.Decision;
import org.vigie.preventive.PreventiveDesk.Line;
import org.vigie.preventive.PreventiveDesk.Outcome;
import org.vigie.preventive.PreventiveDesk.Point;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** What Vigie does of an entry, what a person gets to judge, and what becomes of that. */
@VigieTest
class PreventiveDeskTests {

    @Autowired
    PreventiveRuns runs;

    @Autowired
    PreventiveDesk desk;

    @Autowired
    WorkRunner runner;

    @Autowired
    PreventiveViews views;

    @Autowired
    PreventiveCases cases;

    @Autowired
    ProcessRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    AuditTrail audit;

    @Autowired
    KeptMails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    @AfterEach
    void nothingIsLeft() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM preventive_work").update();
        jdbc.sql("DELETE FROM preventive_figure").update();
        jdbc.sql("DELETE FROM preventive_run").update();
        jdbc.sql("DELETE FROM process_request WHERE case_id LIKE 'PM-%'").update();
        operations.list("demo", "backups", null, null, 50).stream()
                .filter(operation -> !operation.status().isOver())
                .forEach(operation -> operations.end(operation.id(), OperationStatus.CANCELLED, "test", "cancelled"));
    }

    @Test
    void workThatThePlanDoesNotSetUpAsksNobody() {
        PreventiveRun run = runs.ask("mangatheque", "daily-vulnerability-scan", "dora");
        PreventiveDesk.Progress progress = work(run);
        assertThat(progress.shown()).isNull();
        assertThat(progress.waits()).isFalse();
        assertThat(runs.require(run.id()).status()).isEqualTo(RunStatus.NOT_SET_UP);
        assertThat(views.document(run.id())).contains("preventive").contains("Pas encore configuré");
        assertThat(requests.unseen(run.id())).isEmpty();
    }

    @Test
    void judgedEntryShowsWhatWasFoundAndKeepsWhoTickedItOff() {
        PreventiveRun run = runs.ask("demo", "monthly-validation", "dora");
        PreventiveDesk.Shown shown = work(run).shown();
        assertThat(shown.title()).isEqualTo("Validation of the month");
        assertThat(shown.language()).isEqualTo("en");
        assertThat(shown.groups()).containsExactly("technical-lead");
        assertThat(shown.points()).hasSize(5).extracting(Point::ticked).containsOnly(false);
        assertThat(shown.facts())
                .anyMatch(fact -> fact.startsWith("backups \\(to be seen to\\): No backup that counts"));
        assertThat(runs.require(run.id()).status()).isEqualTo(RunStatus.ASKED);

        Decision ticked = decision("done", "backups were looked at", ticked(shown, true));
        assertThat(desk.decide(run.id(), "dora", ticked).outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(desk.decide(run.id(), "dora", ticked).outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(runs.require(run.id())).satisfies(done -> {
            assertThat(done.status()).isEqualTo(RunStatus.DONE);
            assertThat(done.decidedBy()).isEqualTo("dora");
            assertThat(done.closedAt()).isNotNull();
        });
        assertThat(views.document(run.id()))
                .contains("- [x] All tests pass")
                .contains("> backups were looked at")
                .contains("Done, by dora");
        assertThat(audit.of(run.id()))
                .extracting(entry -> entry.actor() + ": " + entry.action())
                .containsExactly("dora: preventive maintenance due", "dora: preventive maintenance done");
    }

    @Test
    void whatIsNotTickedOffNeedsARemark() {
        PreventiveRun run = runs.ask("mangatheque", "quarterly-training", "dora");
        PreventiveDesk.Shown shown = work(run).shown();
        assertThat(shown.points()).hasSize(4);
        PreventiveDesk.Answer refused = desk.decide(run.id(), "dora", decision("done", " ", ticked(shown, false)));
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason()).startsWith("Tous les points ne sont pas cochés");
        assertThat(desk.decide(run.id(), "dora", decision("done", null, List.of()))
                        .outcome())
                .as("points that do not come back are not ticked off")
                .isEqualTo(Outcome.REFUSED);
        assertThat(desk.decide(run.id(), "dora", decision(null, null, List.of()))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(desk.decide(run.id(), "dora", decision("done", "en mars", ticked(shown, false)))
                        .outcome())
                .isEqualTo(Outcome.SETTLED);
    }

    @Test
    void costsAndHoursAreKeptBesideWhatThePlanSays() {
        PreventiveRun run = runs.ask("mangatheque", "monthly-budget", "dora");
        PreventiveDesk.Shown shown = work(run).shown();
        assertThat(shown.figures()).hasSize(7).extracting(Line::figure).contains("Hébergement (EUR)");
        List<Line> within = filled(shown, "Hébergement (EUR)", "24.5");
        assertThat(desk.decide(run.id(), "dora", decision("done", null, ticked(shown, true), shown.figures()))
                        .reason())
                .startsWith("Il manque le chiffre : Hébergement");
        assertThat(desk.decide(
                                run.id(),
                                "dora",
                                decision("done", null, ticked(shown, true), filled(shown, "Hébergement (EUR)", "31")))
                        .reason())
                .isEqualTo("Hébergement dépasse sa limite : dites pourquoi en remarque.");
        assertThat(views.details(run.id()).figures()).isEmpty();
        assertThat(desk.decide(run.id(), "dora", decision("done", null, ticked(shown, true), within))
                        .outcome())
                .isEqualTo(Outcome.SETTLED);
        assertThat(views.details(run.id()).figures())
                .hasSize(7)
                .first()
                .isEqualTo(new KeptFigure(
                        "hosting",
                        "Hébergement",
                        "EUR",
                        BigDecimal.ZERO,
                        new BigDecimal("25"),
                        new BigDecimal("24.5")));
        assertThat(views.document(run.id())).contains("| Hébergement (EUR) | 0 | 25 | 24.5 |");
    }

    @Test
    void postponedWorkIsDoneAnewOnItsDay() {
        PreventiveRun run = runs.ask("mangatheque", "quarterly-training", "dora");
        long process = EngineKeys.next();
        desk.work(run.id(), process, () -> {});
        assertThat(desk.decide(run.id(), "dora", postpone("2026-11-20", "holidays"))
                        .outcome())
                .as("today")
                .isEqualTo(Outcome.REFUSED);
        assertThat(desk.decide(run.id(), "dora", postpone("2026-12-01", "")).outcome())
                .isEqualTo(Outcome.REFUSED);
        PreventiveDesk.Answer answer = desk.decide(run.id(), "dora", postpone("2026-12-01", "holidays"));
        assertThat(answer.outcome()).isEqualTo(Outcome.LATER);
        assertThat(answer.goesOnAt()).isEqualTo("2026-12-01T07:00:00Z");
        assertThat(runs.require(run.id())).satisfies(postponed -> {
            assertThat(postponed.status()).isEqualTo(RunStatus.POSTPONED);
            assertThat(postponed.postponedTo()).isEqualTo("2026-12-01");
            assertThat(postponed.turn()).isEqualTo(2);
        });
        assertThat(desk.work(run.id(), process, () -> {}).shown()).isNotNull();
        assertThat(audit.of(run.id()))
                .extracting(entry -> entry.actor() + ": " + entry.action())
                .contains("dora: preventive maintenance postponed");
    }

    @Test
    void whatIsLeftOutNeedsAReason() {
        PreventiveRun run = runs.ask("mangatheque", "quarterly-training", "dora");
        work(run);
        assertThat(desk.decide(run.id(), "dora", decision("skip", null, List.of()))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(desk.decide(run.id(), "dora", decision("skip", "nobody is new", List.of()))
                        .outcome())
                .isEqualTo(Outcome.SETTLED);
        assertThat(runs.require(run.id()).status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(runs.require(run.id()).remark()).isEqualTo("nobody is new");
    }

    @Test
    void whatFailedIsSeenToByAPersonAndCanBeDoneAgain() {
        // the database of the plan does not answer here
        PreventiveRun run = runs.ask("demo", "monthly-optimisation", "dora");
        long process = EngineKeys.next();
        PreventiveDesk.Shown shown = desk.work(run.id(), process, () -> {}).shown();
        assertThat(shown.groups()).containsExactly("devops", "technical-lead");
        assertThat(shown.facts()).anyMatch(fact -> fact.contains("SQLSTATE 08001"));
        assertThat(desk.decide(run.id(), "dora", decision("done", null, List.of()))
                        .outcome())
                .as("nothing is said about what failed")
                .isEqualTo(Outcome.REFUSED);
        PreventiveDesk.Answer again = desk.decide(run.id(), "dora", decision("again", null, List.of()));
        assertThat(again.outcome()).isEqualTo(Outcome.LATER);
        assertThat(again.goesOnAt()).isEqualTo(clock.instant());
        desk.work(run.id(), process, () -> {});
        assertThat(views.details(run.id()).work())
                .extracting(WorkDone::turn, WorkDone::work, WorkDone::state)
                .containsExactly(
                        tuple(1, "vacuum", WorkState.FAILED),
                        tuple(1, "cache-clear", WorkState.NOT_SET_UP),
                        tuple(2, "vacuum", WorkState.FAILED),
                        tuple(2, "cache-clear", WorkState.NOT_SET_UP));
    }

    @Test
    void nobodyWhoJudgesIsRemindedAndThenToldOf() {
        PreventiveRun run = runs.ask("mangatheque", "monthly-procedures-review", "dora");
        work(run);
        desk.remind(run.id(), List.of("devops"));
        desk.remind(run.id(), List.of("devops"));
        assertThat(mails.startingWith(run.id() + "/due/"))
                .extracting(KeptMails.Received::to)
                .containsExactlyInAnyOrder(
                        "DevOps <devops@mangatheque.example>",
                        "Responsable technique <responsable@mangatheque.example>");
        desk.giveUp(run.id());
        desk.giveUp(run.id());
        assertThat(runs.require(run.id()).status()).isEqualTo(RunStatus.NOT_DONE);
        assertThat(mails.startingWith(run.id() + "/not-done/"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).contains("Procédures relues"));
    }

    @Test
    void operationsAreWaitedForAndTheirEndDecides() {
        jdbc.sql("""
                        INSERT INTO preventive_run (id, application, entry, title, day, due_at, late, asked_by, created_at, status, process_since)
                        VALUES ('PM-900', 'demo', 'quarterly-full-backup', 'Full backup', '2026-11-20', now(), false, 'dora', now(), 'due', now())
                        """).update();
        long process = EngineKeys.next();
        // the plan demo has no such entry: the table would have to be changed, so its work is put there
        PreventiveRun run = runs.begin("PM-900", process).orElseThrow();
        PreventiveEntry entry =
                new PreventiveEntry(run.entry(), "", "Full backup", "", "full-backup", false, "", "", false);
        List<WorkDone> before = runner.perform(run, entry, runs.plan("demo"), () -> {});
        assertThat(before).singleElement().satisfies(work -> {
            assertThat(work.state()).isEqualTo(WorkState.WAITING);
            assertThat(work.operations()).hasSize(1);
        });
        Operation backup = operations.require(before.getFirst().operations().getFirst());
        assertThat(backup.requestedBy()).isEqualTo("vigie");
        assertThat(runner.perform(run, entry, runs.plan("demo"), () -> {})).isEqualTo(before);
        operations.end(backup.id(), OperationStatus.SUCCEEDED, "test", "taken");
        assertThat(requests.unseen("PM-900")).singleElement().satisfies(request -> {
            assertThat(request.message()).isEqualTo("preventive-work-over");
            assertThat(request.correlationKey()).isEqualTo("PM-900");
        });
        assertThat(runner.perform(run, entry, runs.plan("demo"), () -> {}))
                .singleElement()
                .satisfies(work -> assertThat(work.state()).isEqualTo(WorkState.DONE));
    }

    @Test
    void anotherProcessHasNothingToDo() {
        PreventiveRun run = runs.ask("mangatheque", "quarterly-training", "dora");
        work(run);
        assertThat(desk.work(run.id(), EngineKeys.next(), () -> {}).shown()).isNull();
        assertThat(runs.require(run.id()).status()).isEqualTo(RunStatus.ASKED);
    }

    @Test
    void aLostProcessBecomesATroubleWhoseRetryStartsItAnew() {
        PreventiveRun run = runs.ask("mangatheque", "quarterly-training", "dora");
        long process = EngineKeys.next();
        desk.work(run.id(), process, () -> {});
        assertThat(cases.caseOf(process)).contains(run.id());
        cases.open("", 100).stream().filter(open -> open.id().equals(run.id())).forEach(cases::lost);
        assertThat(cases.caseOf(process)).isEmpty();
        cases.start(run.id(), "again");
        assertThat(requests.unseen(run.id())).hasSize(1);
        assertThat(desk.work(run.id(), EngineKeys.next(), () -> {}).shown()).isNotNull();
    }

    @Test
    void calendarIsReadAndBegunOverHttp() throws Exception {
        http.perform(get("/api/applications/cesizen/maintenance").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.timeZone").value("Europe/Paris"))
                .andExpect(jsonPath("$.next[0].entry").value("monthly-dependencies"))
                .andExpect(jsonPath("$.next[0].due").value("2026-12-02T08:00:00Z"))
                .andExpect(jsonPath("$.next.length()").value(6));
        String id = JsonPath.read(
                http.perform(post("/api/applications/demo/maintenance")
                                .with(httpBasic("operator", "operator-secret"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"entry\": \"daily-checks\"}"))
                        .andExpect(status().isAccepted())
                        .andExpect(jsonPath("$.askedBy").value("operator"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        http.perform(get("/api/maintenance/" + id + "/document").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.startsWith("# Daily checks\n")));
        http.perform(get("/api/maintenance/" + id).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.run.status").value("due"));
        http.perform(post("/api/applications/demo/maintenance")
                        .with(httpBasic("auditor", "auditor-secret"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"entry\": \"daily-checks\"}"))
                .andExpect(status().isForbidden());
        assertThatThrownBy(() -> runs.ask("demo", "no-such-entry", "dora")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runs.ask("vigie", "daily-checks", "dora")).isInstanceOf(ConflictException.class);
    }

    private PreventiveDesk.Progress work(PreventiveRun run) {
        return desk.work(run.id(), EngineKeys.next(), () -> {});
    }

    private static List<Point> ticked(PreventiveDesk.Shown shown, boolean ticked) {
        return shown.points().stream()
                .map(point -> new Point(point.point(), ticked))
                .toList();
    }

    private static List<Line> filled(PreventiveDesk.Shown shown, String figure, String value) {
        return shown.figures().stream()
                .map(line -> new Line(
                        line.figure(),
                        line.expected(),
                        line.figure().equals(figure) ? new BigDecimal(value) : BigDecimal.ZERO))
                .toList();
    }

    private static Decision decision(String decision, String remark, List<Point> points) {
        return decision(decision, remark, points, List.of());
    }

    private static Decision decision(String decision, String remark, List<Point> points, List<Line> figures) {
        return new Decision(decision, remark, null, points, figures);
    }

    private static Decision postpone(String day, String reason) {
        return new Decision("postpone", reason, day, List.of(), List.of());
    }
}
