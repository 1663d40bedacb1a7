package org.vigie.monitoring.log;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.AccessLogSettings;

/** Watches how many requests fail, and how many ask for what is not there. */
@Component
class AccessLogProbe implements Probe {

    /** Path and status of a line in the common or combined form. */
    private static final Pattern LINE =
            Pattern.compile("^\\S+ \\S+ [^\\[]*\\[[^]]*] \"(?:[A-Z]+ )?(\\S*)[^\"]*\" ([1-5]\\d\\d)(?: .*)?$");

    private static final String REQUESTS = "requests";
    private static final String ERRORS = "errors";
    private static final String NOT_FOUND = "notFound";
    private static final String UNREADABLE = "unreadableLines";
    /** Since the check before, for the error rate of a month. */
    private static final String NEW_REQUESTS = "newRequests";

    private static final String NEW_ERRORS = "newErrors";

    @Override
    public String kind() {
        return "accessLog";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.accessLog() != null;
    }

    @Override
    public Observation probe(Target target) {
        AccessLogSettings log = target.monitor().accessLog();
        return LogLook.at(
                target,
                log.path(),
                log.window().toDuration(),
                (counts, line) -> count(log, counts, line),
                counts -> judge(log, counts));
    }

    private static void count(AccessLogSettings log, Counts counts, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            counts.add(UNREADABLE);
            return;
        }
        counts.add(REQUESTS);
        String status = parts.group(2);
        if (status.startsWith("5")) {
            counts.add(ERRORS);
        } else if (status.equals("404") && log.ignore().stream().noneMatch(parts.group(1)::startsWith)) {
            counts.add(NOT_FOUND);
        }
    }

    static Observation judge(AccessLogSettings log, Counts counts) {
        long requests = counts.of(REQUESTS);
        long errors = counts.of(ERRORS);
        long notFound = counts.of(NOT_FOUND);
        return verdict(log, requests, errors, notFound, counts.of(UNREADABLE))
                .measured(Map.of(
                        REQUESTS,
                        requests,
                        ERRORS,
                        errors,
                        NOT_FOUND,
                        notFound,
                        NEW_REQUESTS,
                        counts.added(REQUESTS),
                        NEW_ERRORS,
                        counts.added(ERRORS)));
    }

    private static Observation verdict(
            AccessLogSettings log, long requests, long errors, long notFound, long unreadable) {
        if (requests == 0 && unreadable > 0) {
            return Observation.unknown("log-unreadable", "no line is in the combined form of web servers");
        }
        if (requests >= log.atLeast() && errors * 1000 >= log.errorsPerMille() * requests && errors > 0) {
            return Observation.degraded(
                    "error-rate", errors + " of " + requests + " requests failed within " + log.window());
        }
        if (notFound >= log.notFound()) {
            return Observation.degraded(
                    "frequent-404", notFound + " requests asked for what is not there within " + log.window());
        }
        return Observation.up(errors + " of " + requests + " requests failed within " + log.window());
    }
}
