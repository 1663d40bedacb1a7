package org.vigie.statuspage.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.VigieTest;

/** U06. */
@VigieTest
class RefusedSubscribersTests {

    private static final String APP = "mangatheque";

    @Autowired
    RefusedSubscribers refused;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("DELETE FROM notice").update();
        jdbc.sql("TRUNCATE status_subscriber CASCADE").update();
    }

    @Test
    void threeRefusalsInARowEndASubscriptionAndTheAddressIsForgotten() {
        String gone = TestSubscribers.confirmed(jdbc, APP, "gone@example.org", "fr");
        String there = TestSubscribers.confirmed(jdbc, APP, "there@example.org", "fr");
        for (int i = 0; i < 2; i++) {
            notice(gone, i, "REFUSED");
            notice(there, i, "REFUSED");
        }
        refused.look();
        assertThat(state(gone)).as("twice may be chance").isEqualTo("confirmed");

        notice(gone, 2, "REFUSED");
        notice(there, 2, "SENT");
        notice(there, 3, "REFUSED");
        refused.look();
        assertThat(state(gone)).isEqualTo("left");
        assertThat(jdbc.sql("SELECT count(*) FROM status_subscriber WHERE address = 'gone@example.org'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(state(there)).as("not in a row").isEqualTo("confirmed");
    }

    private void notice(String reader, int number, String state) {
        jdbc.sql("""
                        INSERT INTO notice (key, subject, name, address, language, template, channel, title, plain, html, created_at,
                                            due_at, state, finished_at)
                        VALUES (:key, :subject, '', 'x@example.org', 'fr', 'status-incident', 'mail', 't', 'p', 'h', now(), now(),
                                :state, now())
                        """)
                .param("key", "status/" + reader + "/incident/op-1/" + number)
                .param("subject", APP)
                .param("state", state)
                .update();
    }

    private String state(String reader) {
        return jdbc.sql("SELECT state FROM status_subscriber WHERE id = :id")
                .param("id", reader)
                .query(String.class)
                .single();
    }
}
