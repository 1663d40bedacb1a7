package org.vigie.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.engine.job.Heartbeat;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** What becomes of a command whose first attempt nobody waits for any longer. */
@VigieTest
class OperationCommandsTests {

    private static final Heartbeat ALIVE = () -> {};
    private static final String STEP = "Work";

    @Autowired
    OperationRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    OperationCommands operationCommands;

    @Autowired
    Commands commands;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private String id = "";

    @BeforeEach
    void request() {
        id = requests.request(OperationRequest.of("demo", "backups", Map.of(), "operator", null))
                .id();
    }

    @AfterEach
    void end() {
        operationCommands.cancel(id);
        operations.end(id, OperationStatus.CANCELLED, null, null);
    }

    @Test
    void isEndedAndBegunAnewWhereTheFirstIsOfNoUse() throws InterruptedException {
        String first = beginAndLeave("sleep", "300");
        assertThat(operationCommands.runAnew(id, STEP, line("true"), ALIVE)).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(operations.steps(id))
                .extracting(OperationStep::status, OperationStep::detail)
                .containsExactly(
                        tuple(StepStatus.FAILED, "given up and begun anew"),
                        tuple(StepStatus.SUCCEEDED, "exit code 0"));
        await().atMost(Duration.ofSeconds(20)).until(() -> commands.isProvedGone(first));
    }

    @Test
    void isWaitedForWhereItIsOfUse() throws InterruptedException {
        beginAndLeave("sleep", "2");
        assertThat(operationCommands.run(id, STEP, line("sleep", "2"), ALIVE)).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(operations.steps(id)).hasSize(1);
    }

    @Test
    void keepsUntilWhenItMayRun() {
        Instant begun = clock.instant();
        operationCommands.run(id, STEP, line("true"), ALIVE);
        assertThat(jdbc.sql("SELECT due_at FROM operation_step WHERE operation_id = :id")
                        .param("id", id)
                        .query(Timestamp.class)
                        .single()
                        .toInstant())
                .isEqualTo(begun.plus(line("true").deadline()));
    }

    @Test
    void runsAgainAfterASuccessThatIsOfNoUse() {
        operationCommands.runAnew(id, STEP, line("true"), ALIVE);
        assertThat(operationCommands.runAnew(id, STEP, line("false"), ALIVE)).isEqualTo(new CommandOutcome.Exited(1));
        assertThat(operations.steps(id))
                .extracting(OperationStep::status)
                .containsExactly(StepStatus.SUCCEEDED, StepStatus.FAILED);
    }

    /** As a worker does whose Vigie is stopped. */
    private String beginAndLeave(String... program) throws InterruptedException {
        Thread worker = Thread.ofPlatform().start(() -> operationCommands.run(id, STEP, line(program), ALIVE));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> operations.steps(id).stream()
                        .anyMatch(step -> commands.find(Objects.requireNonNull(step.runId()))
                                .isPresent()));
        worker.interrupt();
        worker.join();
        assertThat(operations.steps(id)).extracting(OperationStep::status).containsExactly(StepStatus.RUNNING);
        return Objects.requireNonNull(operations.steps(id).getFirst().runId());
    }

    private static CommandLine line(String... program) {
        return CommandLine.of(List.of(program)).in(Path.of(".")).build();
    }
}
