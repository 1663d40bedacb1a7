package org.vigie.monitoring.log;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.LogSettings;

/** Watches logs of applications for errors. */
@Component
class LogProbe implements Probe {

    private static final String ERRORS = "errors";

    @Override
    public String kind() {
        return "log";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.log() != null;
    }

    @Override
    public Observation probe(Target target) {
        LogSettings log = target.monitor().log();
        Pattern errors = Pattern.compile(log.errors());
        return LogLook.at(
                target,
                log.path(),
                log.window().toDuration(),
                (counts, line) -> {
                    if (errors.matcher(line).find()) {
                        counts.add(ERRORS);
                    }
                },
                counts -> judge(log, counts.of(ERRORS)));
    }

    private static Observation judge(LogSettings log, long errors) {
        Observation seen = errors >= log.from()
                ? Observation.degraded("log-errors", errors + " errors in the log within " + log.window())
                : Observation.up(errors + " errors in the log within " + log.window());
        return seen.measured(Map.of(ERRORS, errors));
    }
}
