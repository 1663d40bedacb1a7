package org.vigie.monitoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.command.CommandOutcome;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;
import org.vigie.plan.MonitorSettings.CommandSettings;
import org.vigie.plan.PlanDuration;

class ServiceProbeTests {

    private static final String ERRORS = "\\b(?:ERROR|FATAL)\\b";

    @Test
    void linesOfContainersThatTellOfErrorsAreToldWithTheLatest() {
        Observation seen = judge(null, ERRORS, "web | started", "web | ERROR one", "db | FATAL two", "web | ok");
        assertThat(seen.state()).isEqualTo(MonitorState.DEGRADED);
        assertThat(seen.cause()).isEqualTo("log-errors");
        assertThat(seen.text()).isEqualTo("2 of the last 4 lines tell of errors; the latest: db | FATAL two");
    }

    @Test
    void wordsThatOnlyBeginSoAreNoErrors() {
        assertThat(judge(null, ERRORS, "web | ERRORS=0", "web | started").state())
                .isEqualTo(MonitorState.UP);
        assertThat(judge(null, null, "web | ERROR one").state())
                .as("nobody looks for them")
                .isEqualTo(MonitorState.UP);
    }

    @Test
    void whatDoesNotRunComesBeforeWhatItWrote() {
        assertThat(judge("web", ERRORS, "ERROR one").state()).isEqualTo(MonitorState.DOWN);
        CommandSettings command = new CommandSettings(List.of("docker"), PlanDuration.parse("PT30S"), null, ERRORS);
        Observation seen = ServiceProbe.judge(
                command, new CheckPrograms.Result(new CommandOutcome.Exited(1), false, List.of("ERROR one")));
        assertThat(seen.state()).isEqualTo(MonitorState.DOWN);
        assertThat(seen.cause()).isEqualTo("service-down");
    }

    private static Observation judge(String contains, String errors, String... lines) {
        return ServiceProbe.judge(
                new CommandSettings(List.of("docker"), PlanDuration.parse("PT30S"), contains, errors),
                new CheckPrograms.Result(new CommandOutcome.Exited(0), true, List.of(lines)));
    }
}
