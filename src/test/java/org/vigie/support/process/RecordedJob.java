package org.vigie.support.process;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.impl.CamundaClientFutureImpl;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockito.invocation.InvocationOnMock;

/** A job without an engine: what its worker sees of it, and what the worker tells the engine in the end. */
public final class RecordedJob {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActivatedJob job = mock(ActivatedJob.class);
    private final BlockingQueue<Command> sent = new LinkedBlockingQueue<>();
    private final Supplier<CamundaFuture<?>> answer;

    /**
     * What the worker sent: the method that began the command, and the arguments of those that followed by their names.
     */
    public record Command(String name, Map<String, Object> arguments) {

        /** What was given to this method of the command. */
        public Object argument(String method) {
            return arguments.get(method);
        }
    }

    public RecordedJob(Job seen) {
        this(seen, RecordedJob::heard);
    }

    /** @param answer what the engine answers to the worker's command */
    public RecordedJob(Job seen, Supplier<CamundaFuture<?>> answer) {
        this.answer = answer;
        when(job.getKey()).thenReturn(seen.key());
        when(job.getType()).thenReturn(seen.type());
        when(job.getElementId()).thenReturn(seen.elementId());
        when(job.getElementInstanceKey()).thenReturn(seen.elementInstanceKey());
        when(job.getProcessInstanceKey()).thenReturn(seen.processInstanceKey());
        when(job.getCustomHeaders()).thenReturn(seen.headers());
        when(job.getVariablesAsMap()).thenReturn(seen.variables());
        when(job.getRetries()).thenReturn(3);
    }

    /** An answer that the engine has heard it. */
    public static CamundaFuture<?> heard() {
        var future = new CamundaClientFutureImpl<Object, Object>();
        future.complete(new Object());
        return future;
    }

    public ActivatedJob job() {
        return job;
    }

    /** To be given to the worker. */
    public JobClient client() {
        return mock(
                JobClient.class,
                call -> mock(
                        call.getMethod().getReturnType(),
                        new Recording(call.getMethod().getName())));
    }

    /** The next command that the worker sent, or null if none came in time. */
    public @Nullable Command next(long patience, TimeUnit unit) throws InterruptedException {
        return sent.poll(patience, unit);
    }

    /** Waits for the worker, which works on another thread, and gives what it completes the job with. */
    Map<String, Object> result() throws BusinessError {
        Command command = await();
        return switch (command.name()) {
            case "newCompleteCommand" -> variables(command);
            case "newThrowErrorCommand" ->
                throw new BusinessError(command.argument("errorCode").toString(), variables(command));
            default -> throw new IllegalStateException(job.getType() + " failed: " + command.arguments());
        };
    }

    private Command await() {
        try {
            Command command = next(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (command == null) {
                throw new IllegalStateException(job.getType() + " tells nothing");
            }
            return command;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> variables(Command command) {
        return (Map<String, Object>) command.arguments().getOrDefault("variables", Map.of());
    }

    /** Whether the worker has sent nothing that was not asked for yet. */
    public boolean hasNothingToTell() {
        return sent.isEmpty();
    }

    /** The steps of one command. */
    private final class Recording implements org.mockito.stubbing.Answer<Object> {

        private final String name;
        private final Map<String, Object> arguments = new LinkedHashMap<>();

        Recording(String name) {
            this.name = name;
        }

        @Override
        public @Nullable Object answer(InvocationOnMock call) {
            String method = call.getMethod().getName();
            if (method.equals("send")) {
                sent.add(new Command(name, arguments));
                return answer.get();
            }
            Arrays.stream(call.getArguments()).findFirst().ifPresent(argument -> arguments.put(method, argument));
            return call.getMethod().getReturnType().isInterface()
                    ? mock(call.getMethod().getReturnType(), this)
                    : null;
        }
    }
}
