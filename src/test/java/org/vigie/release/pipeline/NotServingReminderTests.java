package org.vigie.release.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Troubles;

/** D22 of the cases of releases: nobody forgets that production runs another version than the one that was released. */
@VigieTest
class NotServingReminderTests {

    @Autowired
    NotServingReminder reminder;

    @Autowired
    Troubles troubles;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private String id;

    @BeforeEach
    void start() {
        id = "op-" + UUID.randomUUID();
    }

    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM trouble").update();
        clock.set(VigieTest.START);
    }

    @ParameterizedTest
    @CsvSource({"demo, was released, told once a day", "mangatheque, a été livrée, une fois par jour"})
    void isToldOnceADayUntilItIsAcknowledged(String application, String title, String promise) {
        failed(application);
        after(Duration.ofHours(23));
        assertThat(mails.startingWith(id)).isEmpty();
        after(Duration.ofHours(1));
        after(Duration.ofHours(1));
        int readers = mails.startingWith(id).size();
        assertThat(mails.startingWith(id)).isNotEmpty().allSatisfy(mail -> {
            assertThat(mail.subject()).contains("1.5.0", title);
            assertThat(mail.text()).contains("observation-bad", "too many errors", promise);
        });
        after(Duration.ofHours(23));
        assertThat(mails.startingWith(id)).hasSize(2 * readers);

        troubles.retry("release-not-serving:" + application, "anne");
        after(Duration.ofDays(2));
        assertThat(mails.startingWith(id)).as("somebody knows").hasSize(2 * readers);
    }

    @Test
    void whatIsGoneStopsNoOther() {
        troubles.report("release-not-serving:gone", "release-not-serving", "op-gone", "released", "Look.", null);
        failed("demo");
        after(Duration.ofDays(1));
        assertThat(mails.startingWith(id)).isNotEmpty();
    }

    private void after(Duration time) {
        clock.advance(time);
        reminder.look();
        reminder.look();
    }

    private void failed(String application) {
        jdbc.sql("""
                        INSERT INTO operation (id, kind, application, status, input, request_key, request_hash,
                                               requested_by, requested_at, ended_at, root_id, outcome, cause)
                        VALUES (:id, 'releases', :application, 'failed', '{"version": "1.5.0"}', :id, '', 'anne', :now,
                                :now, :id, 'too many errors', 'observation-bad')
                        """)
                .param("id", id)
                .param("application", application)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        troubles.report(
                "release-not-serving:" + application,
                "release-not-serving",
                id,
                "released 1.5.0 of " + application + ", serving 1.4.2, because observation-bad",
                "Retry this trouble to acknowledge it.",
                null);
    }
}
