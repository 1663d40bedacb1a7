package org.vigie.kpi.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.Account;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.kpi.Kpi;
import org.vigie.kpi.KpiWords;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.TicketDesk;

/** The report of October 2026, in which the users of MangaThèque were not content. */
@VigieTest
class MonthlyReportTests {

    private static final String APPLICATION = "mangatheque";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant FIRST_OF_NOVEMBER = Instant.parse("2026-11-01T05:30:00Z");
    private static final Duration WITHIN = Duration.ofDays(10);

    @Autowired
    MonthlyReports reports;

    @Autowired
    ReportSchedule schedule;

    @Autowired
    ReportDesk desk;

    @Autowired
    ReportCases cases;

    @Autowired
    ReportStore store;

    @Autowired
    Plans plans;

    @Autowired
    ProcessRequests requests;

    @Autowired
    TicketDesk tickets;

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

    private MaintenancePlan plan;

    @BeforeEach
    void usersWereNotContent() {
        forget();
        plan = plans.require(APPLICATION);
        jdbc.sql("INSERT INTO monthly_report_calendar (application, since_month) VALUES ('mangatheque', '2026-10')")
                .update();
        for (int mark = 1; mark <= 3; mark++) {
            jdbc.sql("""
                    INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name, reporter_email, source,
                                        priority, task_priority, status, satisfaction, created_at, closed_at)
                    VALUES (:id, 'mangatheque', 'slow', '', 'evolutive', 'cosmetic', '{}', 'Ines', 'ines@example.org', 'api',
                            'LEVEL_3', 50, 'resolved', :mark, :at, :at)
                    """)
                    .param("id", "KPI-" + mark)
                    .param("mark", mark)
                    .param("at", Timestamp.from(Instant.parse("2026-10-0" + mark + "T10:00:00Z")))
                    .update();
        }
        clock.set(FIRST_OF_NOVEMBER);
    }

    @AfterEach
    void forget() {
        clock.set(VigieTest.START);
        jdbc.sql("UPDATE process_request SET withdrawn_at = requested_at WHERE case_id LIKE 'MR-%' AND seen_at IS NULL")
                .update();
        jdbc.sql("DELETE FROM monthly_report_ticket").update();
        jdbc.sql("DELETE FROM monthly_report").update();
        jdbc.sql("DELETE FROM monthly_report_calendar").update();
        jdbc.sql("DELETE FROM ticket WHERE id LIKE 'KPI-%'").update();
    }

    @Test
    void aMonthIsReportedOnceOnTheFirstInTheMorning() {
        clock.set(Instant.parse("2026-11-01T04:59:00Z"));
        assertThat(reports.due(plan)).isEmpty();
        clock.set(FIRST_OF_NOVEMBER);
        assertThat(reports.due(plan)).containsExactly(OCTOBER);
        MonthlyReport made = reports.make(plan, OCTOBER).orElseThrow();
        assertThat(reports.make(plan, OCTOBER)).isEmpty();
        assertThat(reports.due(plan)).isEmpty();
        assertThat(made.status()).isEqualTo(ReportStatus.REVIEW);
        assertThat(made.figures().figure(Kpi.SATISFACTION)).satisfies(figure -> {
            assertThat(figure.value()).isEqualByComparingTo("2");
            assertThat(figure.isBreached()).isTrue();
        });
        assertThat(requests.unseen(made.id()))
                .singleElement()
                .satisfies(request -> assertThat(request.message()).isEqualTo("kpi-objectives-missed"));
        assertThat(mails.startingWith(made.id() + "/made/")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[MangaThèque] Rapport de maintenance 2026-10");
            assertThat(mail.text()).contains("/reports/mangatheque/2026-10", "Satisfaction des utilisateurs : 2");
        });
        assertThat(audit.of(made.id())).extracting(entry -> entry.action()).containsExactly("monthly report made");
    }

    @Test
    void whatWasMissedIsMadeUpForAndTheMonthThatGoesOnIsNot() {
        clock.set(Instant.parse("2027-01-15T12:00:00Z"));
        schedule.look();
        assertThat(reports.list(APPLICATION, 10))
                .extracting(MonthlyReport::month)
                .containsExactly("2026-12", "2026-11", "2026-10");
        assertThat(reports.list("demo", 10)).as("looked at for the first time").isEmpty();
        assertThat(reports.make(plan, YearMonth.of(2027, 1))).isEmpty();
    }

    @Test
    void theReportKeepsItsFiguresWhateverComesLater() {
        reports.make(plan, OCTOBER).orElseThrow();
        jdbc.sql("UPDATE ticket SET satisfaction = 5 WHERE id LIKE 'KPI-%'").update();
        assertThat(reports.require(APPLICATION, OCTOBER)
                        .figures()
                        .figure(Kpi.SATISFACTION)
                        .value())
                .isEqualByComparingTo("2");
    }

    @Test
    void aMissedObjectiveBecomesOneTicketHoweverOftenTheJobComes() {
        MonthlyReport made = reports.make(plan, OCTOBER).orElseThrow();
        long process = EngineKeys.next();
        Optional<ReportDesk.Shown> shown = desk.prepare(made.id(), process, WITHIN);
        String ticket = store.require(made.id()).tickets().get("satisfaction");
        assertThat(shown).hasValueSatisfying(form -> {
            assertThat(form.language()).isEqualTo("fr");
            assertThat(form.missed()).hasSameSizeAs(made.figures().breached());
            assertThat(form.missed())
                    .extracting(line -> line.get("indicator"))
                    .contains(KpiWords.of(Locale.FRENCH)
                            .title(made.figures().breached().getFirst().kpi()));
            assertThat(form.missed()).anySatisfy(line -> assertThat(line).containsEntry("ticket", ticket));
        });
        assertThat(desk.prepare(made.id(), process, WITHIN)).isPresent();
        assertThat(desk.prepare(made.id(), EngineKeys.next(), WITHIN)).isEmpty();
        assertThat(store.require(made.id()).tickets()).containsEntry("satisfaction", ticket);
        assertThat(requests.unseen(made.id())).isEmpty();
        assertThat(tickets.get(ticket)).satisfies(improvement -> {
            assertThat(improvement.title()).isEqualTo("Satisfaction des utilisateurs : objectif manqué en 2026-10");
            assertThat(improvement.description()).contains("au moins 4,5");
            assertThat(improvement.priority()).isEqualTo("LEVEL_3");
        });
    }

    @Test
    void aRemarkOfSomebodyEndsTheReview() {
        MonthlyReport made = reports.make(plan, OCTOBER).orElseThrow();
        desk.prepare(made.id(), EngineKeys.next(), WITHIN);
        assertThat(desk.record(made.id(), new Account("dora"), " "))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("il manque une remarque"));
        assertThat(desk.record(made.id(), Account.NOBODY, "the search was slow"))
                .isPresent();
        assertThat(desk.record(made.id(), new Account("dora"), "the search was slow"))
                .isEmpty();
        assertThat(desk.record(made.id(), new Account("dora"), "the search was slow"))
                .isEmpty();
        desk.endUnanswered(made.id());
        MonthlyReport report = reports.require(APPLICATION, OCTOBER);
        assertThat(report.status()).isEqualTo(ReportStatus.REVIEWED);
        assertThat(report.remark()).isEqualTo("the search was slow");
        assertThat(audit.of(made.id()))
                .filteredOn(entry -> entry.action().equals("monthly report reviewed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("dora"));
    }

    @Test
    void aReviewWhoseProcessIsGoneIsStartedAnewWhenSomebodyAsks() {
        MonthlyReport made = reports.make(plan, OCTOBER).orElseThrow();
        long process = EngineKeys.next();
        desk.prepare(made.id(), process, WITHIN);
        assertThat(cases.caseOf(process)).contains(made.id());
        cases.open("", 1_000).stream()
                .filter(open -> open.id().equals(made.id()))
                .forEach(cases::lost);
        assertThat(cases.caseOf(process)).isEmpty();
        assertThat(desk.prepare(made.id(), EngineKeys.next(), WITHIN)).isPresent();
        desk.endUnanswered(made.id());
        assertThat(reports.require(APPLICATION, OCTOBER).status()).isEqualTo(ReportStatus.UNANSWERED);
    }

    @Test
    void pageAndPaperAndRowsSayTheSameInBothLanguages() throws Exception {
        MonthlyReport made = reports.make(plan, OCTOBER).orElseThrow();
        desk.prepare(made.id(), EngineKeys.next(), WITHIN);
        desk.record(made.id(), new Account("dora"), "<b>slow</b> & \"costly\"");
        String ticket = store.require(made.id()).tickets().get("satisfaction");
        assertThat(page(""))
                .contains(
                        "<html lang=\"fr\">", "Rapport de maintenance : MangaThèque", "&lt;b&gt;slow", ticket, "<svg");
        assertThat(page("?lang=en")).contains("Maintenance report: MangaThèque", "User satisfaction", "at least 4.5");
        for (String language : new String[] {"fr", "en"}) {
            byte[] pdf = body("/reports/mangatheque/2026-10/report.pdf?lang=" + language);
            try (var document = Loader.loadPDF(pdf)) {
                // lines of paper are broken anywhere
                String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
                assertThat(text)
                        .contains("MangaThèque", "<b>slow</b>", ticket)
                        .contains(language.equals("fr") ? "Satisfactiondesutilisateurs" : "Usersatisfaction")
                        // what the fonts of paper lack
                        .doesNotContain("#");
            }
        }
        String csv = new String(body("/reports/mangatheque/2026-10/report.csv?lang=en"), UTF_8);
        assertThat(csv)
                .contains("mangatheque,2026-10,satisfaction,User satisfaction,2,mark,3,,at-least,4.5,false," + ticket
                        + "\r\n");
        assertThat(csv.split("\r\n")).hasSize(Kpi.values().length + 1);
        http.perform(get("/reports/mangatheque/2026-10")).andExpect(status().isUnauthorized());
        http.perform(get("/reports/mangatheque/2026-09").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound());
        http.perform(get("/api/applications/mangatheque/monthly-reports").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].month").value("2026-10"));
    }

    @Test
    void figuresOfAMonthAreThereForEverybodyWhoHasAnAccount() throws Exception {
        http.perform(get("/api/kpis?application=mangatheque&month=2026-10")
                        .with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].complete").value(true))
                .andExpect(
                        jsonPath("$[0].figures[?(@.kpi == 'satisfaction')].met").value(hasItem(false)))
                .andExpect(
                        jsonPath("$[0].figures[?(@.kpi == 'coverage')].reason").value(hasItem("too-little")));
        http.perform(get("/api/kpis").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].application").value(hasItem("cesizen")));
        http.perform(get("/api/kpis?application=nobody").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound());
        http.perform(get("/actuator/prometheus")).andExpect(status().isUnauthorized());
    }

    private String page(String query) throws Exception {
        return new String(body("/reports/mangatheque/2026-10" + query), UTF_8);
    }

    private byte[] body(String address) throws Exception {
        return http.perform(get(address).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }
}
