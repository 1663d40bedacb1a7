package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.OperateLinks;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.engine.incident.EngineIncident;
import org.vigie.engine.incident.IncidentResolution;
import org.vigie.engine.incident.OpenIncidents;
import org.vigie.engine.instance.Cases;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class IncidentWatchTests {

    private static final String AWAY = "unexpected ConnectException: Connection refused; hint: Look at the log.";

    @Autowired
    TroubleStore store;

    @Autowired
    Troubles troubles;

    @Autowired
    Cases cases;

    @Autowired
    OperateLinks links;

    @Autowired
    EngineEpoch epoch;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final List<EngineIncident> open = new ArrayList<>();
    private final IncidentResolution resolution = mock(IncidentResolution.class);
    private boolean down;
    private IncidentRetry retry;
    private IncidentWatch watch;

    @BeforeEach
    void empty() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM trouble").update();
        jdbc.sql("DELETE FROM engine_epoch").update();
        OpenIncidents index = () -> {
            if (down) {
                throw new IllegalStateException("Operate is down");
            }
            return List.copyOf(open);
        };
        retry = new IncidentRetry(index, resolution, epoch);
        watch = new IncidentWatch(index, retry, store, cases, links, clock);
        when(resolution.retry(any())).thenReturn(true);
    }

    @Test
    void anIncidentIsATroubleUntilItIsGone() {
        open.add(incident(31, "the form is refused; hint: Correct the form."));
        watch.look();
        watch.look();
        assertThat(troubles.list(true, 10, 0)).singleElement().satisfies(trouble -> {
            assertThat(trouble.key()).isEqualTo("incident-0-31");
            assertThat(trouble.message()).isEqualTo("Task_Mail of ticket stopped: the form is refused");
            assertThat(trouble.hint()).isEqualTo("Correct the form.");
            assertThat(trouble.link()).isEqualTo("http://localhost:8080/operate/processes/5");
            assertThat(trouble.since()).isEqualTo(VigieTest.START);
        });
        open.clear();
        watch.look();
        assertThat(troubles.list(true, 10, 0)).isEmpty();
        assertThat(troubles.require("incident-0-31").clearedAt()).isEqualTo(VigieTest.START);
    }

    @Test
    void nothingIsOverBecauseOperateIsDown() {
        open.add(incident(31, "the form is refused"));
        watch.look();
        down = true;
        watch.look();
        assertThat(troubles.countOpen()).isEqualTo(1);
    }

    @Test
    void whatSomethingAwayBroughtAboutIsRetriedThreeTimesThoughEachFailureIsAnotherIncident() {
        for (int i = 0; i < 6; i++) {
            open.clear();
            open.add(incident(31 + i, AWAY));
            pass(Duration.ofMinutes(20));
        }
        verify(resolution, times(3)).retry(any());
        assertThat(troubles.countOpen()).isEqualTo(1);
    }

    @Test
    void pausesBetweenItsRetriesGrow() {
        open.add(incident(31, AWAY));
        watch.look();
        pass(IncidentWatch.FIRST_PAUSE.minusSeconds(1));
        verify(resolution, never()).retry(any());
        pass(Duration.ofSeconds(1));
        verify(resolution, times(1)).retry(any());
        pass(IncidentWatch.FIRST_PAUSE.multipliedBy(4).minusSeconds(1));
        verify(resolution, times(1)).retry(any());
        pass(Duration.ofSeconds(1));
        verify(resolution, times(2)).retry(any());
    }

    @Test
    void aRetryThatTheEngineCannotTakeDoesNotCount() {
        open.add(incident(31, AWAY));
        doThrow(new IllegalStateException("UNAVAILABLE")).when(resolution).retry(any());
        pass(Duration.ofMinutes(2));
        assertThat(troubles.require("incident-0-31").selfRetries()).isZero();
    }

    @Test
    void whatAPersonMustMendIsLeftToThem() {
        open.add(incident(31, "expected a number but found 'x'"));
        pass(Duration.ofHours(1));
        verify(resolution, never()).retry(any());
    }

    @Test
    void aPersonRetriesIt() {
        EngineIncident incident = incident(31, "the form is refused");
        open.add(incident);
        watch.look();
        Troubles connected = connected();
        Trouble retried = connected.retry("incident-0-31", "operator");
        assertThat(retried.retriedBy()).isEqualTo("operator");
        verify(resolution).retry(incident);

        open.clear();
        assertThatThrownBy(() -> connected.retry("incident-0-31", "operator"))
                .hasMessageContaining("is over")
                .hasMessageContaining("hint");
        assertThat(troubles.countOpen()).isZero();
    }

    private Troubles connected() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("incidents", retry);
        return new Troubles(store, beans.getBeanProvider(TroubleRetry.class), clock);
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 1) {
            clock.advance(Duration.ofSeconds(1));
            if (second % 5 == 4 || second == time.toSeconds() - 1) {
                watch.look();
            }
        }
    }

    private EngineIncident incident(long key, String message) {
        return new EngineIncident(key, 41L, 5, "ticket", "Task_Mail", message, clock.instant());
    }
}
