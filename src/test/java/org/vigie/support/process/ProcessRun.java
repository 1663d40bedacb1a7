package org.vigie.support.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

/**
 * One test's use of the in-memory engine: the models are deployed, workers are stubs, user tasks are completed by their
 * element id. Every step returns when the engine has nothing more to do. An incident fails the test at once.
 */
public final class ProcessRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Jobs are never given away again, however far a test moves the clock. */
    private static final Duration LEASE = Duration.ofDays(3650);

    private final ZeebeTestEngine engine;
    private final CamundaClient client;
    private final EngineLog log;
    private final Set<String> left = new HashSet<>();
    private final Map<String, StubWorker> workers = new HashMap<>();
    private final List<Job> handled = new ArrayList<>();

    /** Connects to the engine and deploys all models of the project; nothing starts by itself. */
    public ProcessRun(ZeebeTestEngine engine) {
        this(engine, false);
    }

    /** As {@link #ProcessRun(ZeebeTestEngine)}, with start events on their schedule if wanted. */
    public ProcessRun(ZeebeTestEngine engine, boolean withSchedules) {
        this.engine = engine;
        this.log = new EngineLog(engine);
        this.client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
        TestModels.deploy(client, withSchedules);
    }

    /** From now on, jobs of this type are completed with these variables. */
    public ProcessRun worker(String type, Map<String, Object> outputs) {
        return worker(type, job -> outputs);
    }

    /** From now on, jobs of this type are completed with what the worker gives, or fail with what it throws. */
    public ProcessRun worker(String type, StubWorker worker) {
        workers.put(type, worker);
        return this;
    }

    /** From now on, jobs of the type go on for ever: nobody ends them. */
    public ProcessRun leave(String type) {
        left.add(type);
        return this;
    }

    /** Starts the process at its plain start event. */
    public void start(String processId, Map<String, Object> variables) {
        client.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .send()
                .join();
        work();
    }

    /** Publishes a message that waits for a taker as long as {@code timeToLive}. */
    public void publish(String message, String correlationKey, Duration timeToLive, Map<String, Object> variables) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(correlationKey)
                .timeToLive(timeToLive)
                .variables(variables)
                .send()
                .join();
        work();
    }

    /** The user tasks that wait. */
    public List<UserTask> tasks() {
        return log.openJobs().entrySet().stream()
                .filter(job -> job.getValue().getType().equals(UserTask.JOB_TYPE))
                .map(job -> UserTask.of(
                        job.getKey(),
                        job.getValue().getElementId(),
                        job.getValue().getCustomHeaders()))
                .toList();
    }

    /** The one user task that waits; it must be this one. */
    public UserTask task(String elementId) {
        List<UserTask> tasks = tasks();
        assertThat(tasks).extracting(UserTask::elementId).containsExactly(elementId);
        return tasks.getFirst();
    }

    /** The variables that the form of the one user task that waits can show. Can be asked for once. */
    public Map<String, Object> shown(String elementId) {
        UserTask task = task(elementId);
        return activate(UserTask.JOB_TYPE).stream()
                .filter(job -> job.getKey() == task.key())
                .findFirst()
                .orElseThrow()
                .getVariablesAsMap();
    }

    /** Completes the one user task that waits without filling in anything. */
    public void complete(String elementId) {
        complete(elementId, Map.of());
    }

    /** Completes the one user task that waits. */
    public void complete(String elementId, Map<String, Object> variables) {
        complete(task(elementId), variables);
    }

    /** Completes one of several user tasks that wait. */
    public void complete(UserTask task, Map<String, Object> variables) {
        client.newCompleteCommand(task.key()).variables(variables).send().join();
        work();
    }

    /** Lets time pass until the timer of this element has gone off. */
    public void passUntilTimer(Duration time, String elementId) {
        long before = log.timersTriggered(elementId);
        engine.increaseTime(time);
        await().atMost(PATIENCE).until(() -> log.timersTriggered(elementId) > before);
        work();
    }

    /** Lets time pass that no timer is expected to go off in. */
    public void pass(Duration time) {
        engine.increaseTime(time);
        work();
    }

    /** The connection of this run, which ends with it. */
    public CamundaClient client() {
        return client;
    }

    /** All worker jobs so far, those of listeners too, in order. */
    public List<Job> handled() {
        return List.copyOf(handled);
    }

    /** The last job of this type. */
    public Job lastJob(String type) {
        List<Job> jobs = handled.stream().filter(job -> job.type().equals(type)).toList();
        assertThat(jobs).as("jobs of type " + type).isNotEmpty();
        return jobs.getLast();
    }

    /** Ids of the elements that were completed, in order. */
    public List<String> completed() {
        return log.completedElements();
    }

    /** Everything that was passed, as {@code process#element}. */
    public Collection<String> passed() {
        return log.passed().toList();
    }

    /** Lets the engine and the workers do all there is to do now. */
    public void work() {
        while (true) {
            waitUntilIdle();
            assertThat(log.incidents()).as("incidents").isEmpty();
            List<String> types = openTypes();
            if (types.isEmpty()) {
                return;
            }
            types.forEach(this::handleAll);
        }
    }

    private List<String> openTypes() {
        var types = new TreeSet<>(
                log.openJobs().values().stream().map(JobRecordValue::getType).toList());
        types.remove(UserTask.JOB_TYPE);
        types.removeAll(left);
        assertThat(workers.keySet()).as("stub workers").containsAll(types);
        return List.copyOf(types);
    }

    private void handleAll(String type) {
        activate(type).forEach(this::handle);
    }

    private List<ActivatedJob> activate(String type) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(32)
                .timeout(LEASE)
                .send()
                .join()
                .getJobs();
    }

    private void handle(ActivatedJob activated) {
        var job = new Job(
                activated.getKey(),
                activated.getType(),
                activated.getElementId(),
                activated.getElementInstanceKey(),
                activated.getProcessInstanceKey(),
                activated.getCustomHeaders(),
                activated.getVariablesAsMap());
        handled.add(job);
        try {
            var outputs = workers.get(job.type()).work(job);
            client.newCompleteCommand(job.key()).variables(outputs).send().join();
        } catch (BusinessError e) {
            client.newThrowErrorCommand(job.key())
                    .errorCode(e.code())
                    .errorMessage(e.code())
                    .variables(e.variables())
                    .send()
                    .join();
        }
    }

    private void waitUntilIdle() {
        try {
            engine.waitForIdleState(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the engine is still busy after " + PATIENCE, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
