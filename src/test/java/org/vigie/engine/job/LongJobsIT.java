package org.vigie.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vigie.support.engine.EngineRun.eventually;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.vigie.effect.Effects;
import org.vigie.shared.FencedException;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;

/** Work that outlasts the time-out of its job, on the real broker. */
@EngineTest
@DirtiesContext // its workers would take the jobs of other tests into a database of their own
@TestPropertySource(properties = {"vigie.work.lease=PT3S", "vigie.work.long-threads=4"})
@Import(LongJobsIT.Workers.class)
@Timeout(180)
class LongJobsIT {

    private static final Duration FOUR_TIME_OUTS = Duration.ofSeconds(12);

    @Autowired
    EngineRun engine;

    @Autowired
    CamundaClient client;

    @Autowired
    Work work;

    @TestConfiguration(proxyBeanMethods = false)
    static class Workers {

        @Bean
        Work work() {
            return new Work();
        }

        @Bean
        DumpWorker dumpWorker(LongJobs jobs, Effects effects, Work work) {
            return new DumpWorker(jobs, effects, work);
        }

        @Bean
        QuickWorker quickWorker() {
            return new QuickWorker();
        }
    }

    /** What the test lets happen, and what happened, by name. */
    static class Work {

        final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
        final List<String> begun = new CopyOnWriteArrayList<>();
        final List<String> steps = new CopyOnWriteArrayList<>();
        final List<String> fenced = new CopyOnWriteArrayList<>();
        final Map<String, Integer> retries = new ConcurrentHashMap<>();

        CountDownLatch end(String name) {
            return ends.computeIfAbsent(name, key -> new CountDownLatch(1));
        }
    }

    public static class DumpWorker {

        private final LongJobs jobs;
        private final Effects effects;
        private final Work work;

        DumpWorker(LongJobs jobs, Effects effects, Work work) {
            this.jobs = jobs;
            this.effects = effects;
            this.work = work;
        }

        @io.camunda.client.annotation.JobWorker(type = "test-long-dump", autoComplete = false)
        public void dump(JobClient client, ActivatedJob job) {
            String name = (String) job.getVariable("name");
            jobs.run(client, job, heartbeat -> {
                work.retries.put(name, job.getRetries());
                work.begun.add(name);
                return Map.of("size", effects.held(name, Integer.class, holding -> dump(name, heartbeat)));
            });
        }

        private int dump(String name, Heartbeat heartbeat) throws InterruptedException {
            work.end(name).await();
            try {
                heartbeat.check();
            } catch (FencedException e) {
                work.fenced.add(name);
                throw e;
            }
            work.steps.add(name);
            return 42;
        }
    }

    public static class QuickWorker {

        @io.camunda.client.annotation.JobWorker(type = "test-quick")
        public void work() {}
    }

    @BeforeEach
    void deploy() {
        client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess("test-dump")
                                .startEvent()
                                .serviceTask("Task_Dump", task -> task.zeebeJobType("test-long-dump"))
                                .endEvent("EndEvent_Dumped")
                                .done(),
                        "test-dump.bpmn")
                .addProcessModel(
                        Bpmn.createExecutableProcess("test-quick")
                                .startEvent()
                                .serviceTask("Task_Quick", task -> task.zeebeJobType("test-quick"))
                                .endEvent("EndEvent_Quick")
                                .done(),
                        "test-quick.bpmn")
                .send()
                .join();
    }

    @Test
    void aJobThatOutlastsItsTimeOutFourTimesIsDoneOnce() {
        String name = name();
        long instance = start(name);
        eventually().until(() -> work.begun.contains(name));

        AtomicInteger givenAway = new AtomicInteger();
        try (JobWorker rival = rival(givenAway)) {
            assertThat(rival.isOpen()).isTrue();
            await().during(FOUR_TIME_OUTS)
                    .atMost(FOUR_TIME_OUTS.multipliedBy(2))
                    .until(() -> givenAway.get() == 0);
        }
        work.end(name).countDown();

        awaitDumped(instance);
        assertThat(work.begun).containsOnlyOnce(name);
        assertThat(work.steps).containsOnlyOnce(name);
        assertThat(engine.instance(instance).variable("size")).isEqualTo("42");
    }

    @Test
    void whoseJobIsGoneIsFencedBeforeItsNextEffect() {
        String name = name();
        long instance = start(name);
        eventually().until(() -> work.begun.contains(name));

        client.newCancelInstanceCommand(instance).send().join();
        // two renewals, so that it has noticed
        await().during(Duration.ofSeconds(3)).until(() -> work.steps.isEmpty() || !work.steps.contains(name));
        work.end(name).countDown();

        eventually().until(() -> work.fenced.contains(name));
        assertThat(work.steps).doesNotContain(name);
    }

    @Test
    void shortJobsGoOnWhileAllThreadsForLongOnesAreTaken() {
        List<String> names = IntStream.range(0, 4).mapToObj(i -> name()).toList();
        List<Long> dumps = names.stream().map(this::start).toList();
        eventually().until(() -> work.begun.containsAll(names));
        String fifth = name();
        long waiting = start(fifth);

        List<Long> quick = IntStream.range(0, 40).mapToObj(i -> startQuick()).toList();
        eventually()
                .untilAsserted(() -> assertThat(quick)
                        .allSatisfy(
                                instance -> assertThat(engine.instance(instance).completed())
                                        .contains("EndEvent_Quick")));
        assertThat(work.begun).doesNotContain(fifth);
        assertThat(work.steps).doesNotContainAnyElementsOf(names);

        names.forEach(name -> work.end(name).countDown());
        work.end(fifth).countDown();
        dumps.forEach(this::awaitDumped);
        awaitDumped(waiting);
        assertThat(work.retries).containsEntry(fifth, 3);
    }

    /** Another Vigie, which would get the job as soon as it is free. */
    private JobWorker rival(AtomicInteger given) {
        return client.newWorker()
                .jobType("test-long-dump")
                .handler((jobs, job) -> given.incrementAndGet())
                .name("rival")
                .open();
    }

    private long start(String name) {
        return engine.startFromForm("test-dump", Map.of("name", name));
    }

    private long startQuick() {
        return engine.startFromForm("test-quick", Map.of());
    }

    private void awaitDumped(long instance) {
        eventually()
                .untilAsserted(
                        () -> assertThat(engine.instance(instance).completed()).contains("EndEvent_Dumped"));
        assertThat(engine.instance(instance).incidents()).isEmpty();
    }

    private static String name() {
        return UUID.randomUUID().toString();
    }
}
