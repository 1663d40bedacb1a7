package org.vigie.preventive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.PreventiveSettings;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/**
 * The year 2027 of both plans, looked at as Vigie would, with two outages of three days over the changes of the clock, and beside it
 * the same year as somebody would write it down: {@link WrittenYear}.
 */
@VigieTest
class PreventiveYearTests {

    private static final WrittenYear YEAR = new WrittenYear(2027);

    @Autowired
    PreventiveRuns runs;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    /** The clock of the application would look, too, with the time of day that the plan file says. */
    @BeforeEach
    void onlyTheTestLooks() {
        jdbc.sql("""
                        INSERT INTO scheduler_lock (name, lock_until, locked_at, locked_by)
                        VALUES ('preventive-calendar', '2100-01-01', now(), 'test')
                        ON CONFLICT (name) DO UPDATE SET lock_until = '2100-01-01'
                        """).update();
        nothingIsLeft();
    }

    @AfterEach
    void theApplicationLooksAgain() {
        nothingIsLeft();
        jdbc.sql("UPDATE scheduler_lock SET lock_until = '2000-01-01' WHERE name = 'preventive-calendar'")
                .update();
    }

    private void nothingIsLeft() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM preventive_run").update();
        jdbc.sql("DELETE FROM preventive_calendar").update();
        jdbc.sql("DELETE FROM process_request WHERE case_id LIKE 'PM-%'").update();
    }

    @Test
    void everyEntryOfMangathequeRanOnItsDayOnce() {
        // half past two: an hour that one day of the year does not have, and another has twice
        assertYear(
                at("mangatheque", LocalTime.of(2, 30)),
                YEAR.mangatheque(),
                LocalTime.of(2, 30),
                "01:00:00",
                "02:00:00");
    }

    @Test
    void everyEntryOfCesizenRanOnItsDayOnce() {
        assertYear(plans.require("cesizen"), YEAR.cesizen(), LocalTime.of(9, 0), "07:30:00", "08:30:00");
    }

    private MaintenancePlan at(String application, LocalTime time) {
        MaintenancePlan plan = plans.require(application);
        PreventiveSettings settings = plan.preventive();
        return plan.withPreventive(new PreventiveSettings(
                time,
                settings.commands(),
                settings.loadTest(),
                settings.budget(),
                settings.figures(),
                List.of(),
                null,
                null));
    }

    private void assertYear(MaintenancePlan plan, List<WrittenYear.Line> lines, LocalTime at, String... looks) {
        clock.set(Instant.parse("2026-12-31T12:00:00Z"));
        runs.raise(plan);
        for (LocalDate day = LocalDate.of(2027, 1, 1); day.getYear() == 2027; day = day.plusDays(1)) {
            for (String look : looks) {
                look(plan, Instant.parse(day + "T" + look + "Z"));
            }
            LocalDate today = day;
            // who starts again looks at once
            YEAR.outages().stream()
                    .map(WrittenYear.Outage::to)
                    .filter(end -> end.atZone(ZoneOffset.UTC).toLocalDate().equals(today))
                    .forEach(end -> look(plan, end));
        }
        List<WrittenYear.Due> expected = YEAR.expected(lines, at);
        assertThat(ran(plan.application())).containsExactlyInAnyOrderElementsOf(expected);
        // each that was made up for names the one that stands for it, and no other
        assertThat(jdbc.sql("""
                                SELECT count(*) FROM preventive_run r JOIN preventive_run l ON l.id = r.made_up_for_by
                                 WHERE l.entry = r.entry AND l.due_at > r.due_at AND l.late
                                """).query(Long.class).single())
                .isEqualTo(expected.stream().filter(WrittenYear.Due::madeUpFor).count());
        // one process for each that ran, and none for what was made up for
        assertThat(jdbc.sql("SELECT count(*) FROM process_request WHERE case_id LIKE 'PM-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(expected.stream().filter(due -> !due.madeUpFor()).count());
    }

    private void look(MaintenancePlan plan, Instant moment) {
        if (YEAR.outages().stream().noneMatch(outage -> outage.contains(moment))) {
            clock.set(moment);
            runs.raise(plan);
            runs.raise(plan);
        }
    }

    private List<WrittenYear.Due> ran(String application) {
        return jdbc.sql("SELECT * FROM preventive_run WHERE application = :application")
                .param("application", application)
                .query((row, number) -> new WrittenYear.Due(
                        row.getString("entry"),
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("late") && row.getString("made_up_for_by") == null,
                        row.getString("made_up_for_by") != null))
                .list();
    }
}
