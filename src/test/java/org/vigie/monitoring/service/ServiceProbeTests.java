package org.vigie.monitoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.command.CommandOutcome;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;
import org.vigie.plan.MonitorSettings.CommandSettings;

/** What a program of the plan tells of services and of their logs. */
class ServiceProbeTests {

    private static final CommandSettings LOGS =
            new CommandSettings(List.of("docker", "compose", "logs"), null, null, "\\b(?:ERROR|panic)\\b", 2);

    @Test
    void errorsInTheLogsOfContainersAreCounted() {
        Observation few = judge(LOGS, "web-1  | INFO started", "web-1  | ERROR no route");
        assertThat(few.state()).isEqualTo(MonitorState.UP);
        assertThat(few.measures()).containsEntry("errors", 1L);
        Observation many = judge(LOGS, "web-1  | ERROR no route", "db-1   | panic: out of memory", "web-1  | INFO");
        assertThat(many.state()).isEqualTo(MonitorState.DEGRADED);
        assertThat(many.cause()).isEqualTo("log-errors");
        assertThat(many.text()).contains("2 errors").contains("panic: out of memory");
    }

    @Test
    void statesOfContainersAreReadFromWhatTheOutputHolds() {
        CommandSettings states = new CommandSettings(List.of("docker", "compose", "ps"), null, "web");
        assertThat(judge(states, "web").state()).isEqualTo(MonitorState.UP);
        assertThat(judge(states, "db").cause()).isEqualTo("service-down");
    }

    private static Observation judge(CommandSettings command, String... lines) {
        return ServiceProbe.judge(
                command, new CheckPrograms.Result(new CommandOutcome.Exited(0), true, List.of(lines)));
    }
}
