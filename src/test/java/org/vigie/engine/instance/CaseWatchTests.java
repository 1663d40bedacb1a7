package org.vigie.engine.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.vigie.engine.epoch.EngineRecognition;
import org.vigie.support.MutableClock;

class CaseWatchTests {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final Engine engine = new Engine();
    private final Kind tickets = new Kind("ticket");
    private final Kind operations = new Kind("operation");
    private final EngineRecognition recognition = mock(EngineRecognition.class);
    private CaseWatch watch;

    private static final class Engine extends ProcessInstances {

        private final Set<Long> gone = new HashSet<>();
        private final List<Long> asked = new ArrayList<>();
        private boolean away;

        Engine() {
            super(mock(CamundaClient.class));
        }

        @Override
        public boolean exists(long processInstanceKey) {
            if (away) {
                throw new IllegalStateException("the engine is away");
            }
            asked.add(processInstanceKey);
            return !gone.contains(processInstanceKey);
        }
    }

    private static final class Kind implements WatchedCases {

        private final String name;
        private final Map<String, OpenCase> open = new TreeMap<>();
        private final List<String> lost = new ArrayList<>();

        Kind(String name) {
            this.name = name;
        }

        void add(String id, long instance, Instant registeredAt) {
            open.put(id, new OpenCase(id, instance, registeredAt));
        }

        @Override
        public String kind() {
            return name;
        }

        @Override
        public List<OpenCase> open(String afterId, int limit) {
            return open.values().stream()
                    .filter(one -> one.id().compareTo(afterId) > 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public void lost(OpenCase lostCase) {
            lost.add(lostCase.id());
            if (lostCase.id().equals("poison")) {
                throw new IllegalStateException("cannot be told");
            }
        }
    }

    @BeforeEach
    void connect() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("tickets", tickets);
        beans.addBean("operations", operations);
        watch = new CaseWatch(beans.getBeanProvider(WatchedCases.class), engine, recognition, clock);
        when(recognition.isStillTheSame()).thenReturn(true);
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void whereTheEngineWasSetUpAnewNobodyWasCancelledByHand() {
        tickets.add("CZ-1", 1, START);
        engine.gone.add(1L);
        when(recognition.isStillTheSame()).thenReturn(false);
        pass(Duration.ofMinutes(1));
        assertThat(tickets.lost).isEmpty();
    }

    @Test
    void tellsACaseWithinAMinuteThatItsInstanceIsGone() {
        tickets.add("CZ-1", 1, START);
        tickets.add("CZ-2", 2, START);
        operations.add("op-1", 3, START);
        pass(Duration.ofMinutes(1));
        engine.gone.addAll(Set.of(2L, 3L));
        pass(Duration.ofMinutes(1));
        assertThat(tickets.lost).containsOnly("CZ-2");
        assertThat(operations.lost).containsOnly("op-1");
    }

    @Test
    void givesANewCaseTime() {
        tickets.add("CZ-1", 1, clock.instant());
        engine.gone.add(1L);
        pass(CaseWatch.YOUNGEST.minusSeconds(1));
        assertThat(tickets.lost).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(tickets.lost).contains("CZ-1");
    }

    @Test
    void asksTheEngineForNoMoreThanAFewEachSecondAndForAll() {
        IntStream.range(100, 600).forEach(i -> tickets.add("CZ-" + i, i, START));
        operations.add("op-1", 3, START);
        watch.look();
        assertThat(engine.asked).hasSize(10);
        pass(Duration.ofMinutes(1));
        assertThat(engine.asked).contains(100L, 599L, 3L);
        assertThat(Set.copyOf(engine.asked)).hasSize(501);
    }

    @Test
    void aBreakOfTheEngineMakesNobodyLostAndNobodyMissed() {
        tickets.add("CZ-1", 1, START);
        tickets.add("CZ-2", 2, START);
        engine.gone.add(2L);
        engine.away = true;
        pass(Duration.ofMinutes(2));
        assertThat(tickets.lost).isEmpty();
        engine.away = false;
        pass(Duration.ofMinutes(1));
        assertThat(tickets.lost).containsOnly("CZ-2");
    }

    @Test
    void oneThatCannotBeToldHoldsUpNobody() {
        tickets.add("poison", 1, START);
        tickets.add("red", 2, START);
        engine.gone.addAll(Set.of(1L, 2L));
        pass(Duration.ofMinutes(1));
        assertThat(tickets.lost).contains("poison", "red");
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            watch.look();
        }
    }
}
