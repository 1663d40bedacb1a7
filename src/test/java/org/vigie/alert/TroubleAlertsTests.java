package org.vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.alert.tell.AlertWatch;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Troubles;

/** A trouble that nobody has ended for half an hour is told, once, and its end too. */
@VigieTest
class TroubleAlertsTests {

    @Autowired
    TroubleAlerts watch;

    @Autowired
    Troubles troubles;

    @Autowired
    Alerts alerts;

    @Autowired
    AlertWatch alertWatch;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void nothingIsWrong() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM trouble").update();
        jdbc.sql("TRUNCATE alert, alert_group, alert_note, alert_message CASCADE")
                .update();
    }

    @Test
    void aStoppedProcessIsToldOnceAndSoIsItsEnd() {
        troubles.report(
                "incident-7",
                "incident",
                "DEP-3",
                "Task_TellDeprecation of deprecation stopped: no such feature",
                "Mend the cause, then retry it.",
                null);
        after(Duration.ofMinutes(29));
        assertThat(told()).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(told()).singleElement().satisfies(alert -> {
            assertThat(alert.application()).isEqualTo("vigie");
            assertThat(alert.component()).isEqualTo("DEP-3");
            assertThat(alert.text()).contains("stopped: no such feature", "then retry it");
        });
        after(Duration.ofMinutes(10));
        after(Duration.ofHours(1));
        long group = told().getFirst().groupId();
        assertThat(mails.startingWith("alert-group-" + group + "/"))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.text()).contains("no such feature"));
        int opened = mails.startingWith("alert-group-" + group + "/").size();

        troubles.clear("incident-7");
        after(Duration.ofMinutes(20));
        assertThat(told()).extracting(Alert::state).containsExactly(AlertState.CLOSED);
        assertThat(mails.startingWith("alert-group-" + group + "/")).hasSize(2 * opened);
    }

    @Test
    void whatIsToldOtherwiseIsNotToldTwice() {
        troubles.report("backup-overdue:demo.main", "backup-watch", null, "too old", "Look.", null);
        troubles.report("operation-stands:op-1", "operation-stands", "op-1", "stands", "Look.", null);
        troubles.report("incident-8", "incident", "op-1", "the reason why it stands", "Look.", null);
        after(Duration.ofHours(2));
        assertThat(told()).isEmpty();
    }

    @Test
    void oneThatComesAgainIsAnotherOccurrence() {
        troubles.report("heartbeat", "heartbeat", null, "refused", "Look.", null);
        after(Duration.ofMinutes(30));
        troubles.clear("heartbeat");
        after(Duration.ofMinutes(20));
        clock.advance(Duration.ofSeconds(1));
        troubles.report("heartbeat", "heartbeat", null, "refused", "Look.", null);
        after(Duration.ofMinutes(30));
        assertThat(told()).extracting(Alert::state).containsExactly(AlertState.OPEN, AlertState.CLOSED);
    }

    private void after(Duration time) {
        clock.advance(time);
        watch.look();
        watch.look();
        alertWatch.tellWhatIsDue();
    }

    private List<Alert> told() {
        return alerts.list(null, null, null, 50).stream()
                .filter(alert -> alert.kind() == AlertKind.STANDSTILL)
                .toList();
    }
}
