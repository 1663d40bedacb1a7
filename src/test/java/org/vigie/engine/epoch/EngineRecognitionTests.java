package org.vigie.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.camunda.client.CamundaClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class EngineRecognitionTests {

    @Autowired
    EngineEpoch epoch;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private final List<Object> events = new ArrayList<>();

    /** An engine that knows what was deployed to it. */
    private static final class Engine extends EngineMark {

        private final Set<String> processes = ConcurrentHashMap.newKeySet();
        private final AtomicInteger failures = new AtomicInteger();

        Engine() {
            super(mock(CamundaClient.class));
        }

        @Override
        boolean isKnown(String processId) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            return processes.contains(processId);
        }

        @Override
        void set(String processId) {
            processes.add(processId);
        }
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM engine_epoch").update();
    }

    @Test
    void theFirstEngineIsNothingNew() {
        assertThat(epoch.current()).isZero();
        Engine engine = new Engine();
        start(engine);
        start(engine);
        assertThat(epoch.current()).isEqualTo(1);
        assertThat(engine.processes).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void tellsOfAnEngineThatWasSetUpAnewInTheTransactionThatRecordsIt() {
        start(new Engine());
        Engine anew = new Engine();
        start(anew);
        start(anew);
        assertThat(epoch.current()).isEqualTo(2);
        assertThat(events).containsExactly(new EngineSetUpAnew(2), "in the transaction");
    }

    @Test
    void asksAgainUntilTheEngineSays() {
        Engine engine = new Engine();
        start(engine);
        engine.failures.set(1);
        start(engine);
        assertThat(epoch.current()).isEqualTo(1);
    }

    @Test
    void severalThatStartAtOnceFindTheSame() throws Exception {
        start(new Engine());
        Engine anew = new Engine();
        CountDownLatch ready = new CountDownLatch(3);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> starts = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        start(anew);
                        return null;
                    }))
                    .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        }
        assertThat(epoch.current()).isEqualTo(2);
        assertThat(anew.processes).hasSize(1);
        assertThat(events).contains(new EngineSetUpAnew(2)).hasSize(2);
    }

    @Test
    void anEngineThatIsSetUpAnewBeneathUsGetsTheModelsBeforeAnybodyIsTold() {
        Engine engine = new Engine();
        start(engine);
        EngineRecognition recognition = recognition(engine);
        assertThat(recognition.isStillTheSame()).isTrue();
        assertThat(events).isEmpty();

        engine.processes.clear();
        assertThat(recognition.isStillTheSame()).isFalse();
        assertThat(epoch.current()).isEqualTo(2);
        assertThat(events).containsExactly("deployed", new EngineSetUpAnew(2), "in the transaction");
        assertThat(recognition.isStillTheSame()).isTrue();
        assertThat(epoch.current()).isEqualTo(2);
    }

    private void start(Engine engine) {
        EngineRecognition recognition = recognition(engine);
        recognition.start();
        assertThat(recognition.isRunning()).isTrue();
    }

    private EngineRecognition recognition(Engine engine) {
        return new EngineRecognition(engine, epoch, () -> events.add("deployed"), transactions, this::happened, clock);
    }

    private void happened(Object event) {
        events.add(event);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            events.add("in the transaction");
        }
    }
}
