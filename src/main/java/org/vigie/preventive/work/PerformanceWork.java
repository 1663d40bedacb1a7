package org.vigie.preventive.work;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.monitoring.uptime.CheckTimes;
import org.vigie.monitoring.uptime.Uptime;
import org.vigie.monitoring.uptime.Uptimes;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.HttpSettings;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** How fast the sites of an application answered and how long they were up, over the last seven and the last thirty days. */
@Component
class PerformanceWork implements PreventiveWork {

    private static final List<Integer> SPANS = List.of(7, 30);

    private final Uptimes uptimes;
    private final CheckTimes times;
    private final Clock clock;

    PerformanceWork(Uptimes uptimes, CheckTimes times, Clock clock) {
        this.uptimes = uptimes;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "performance";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<MonitorSettings> sites = order.plan().monitoring().monitors().stream()
                .filter(monitor -> monitor.http() != null)
                .toList();
        if (sites.isEmpty()) {
            return WorkResult.notSetUp(order.say("No site is watched.", "Aucun site n’est surveillé."));
        }
        List<String> lines = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        Instant now = clock.instant();
        for (MonitorSettings site : sites) {
            for (int days : SPANS) {
                Instant from =
                        now.atZone(order.plan().timeZone()).minusDays(days).toInstant();
                Optional<CheckTimes.Times> measured = times.between(order.plan().application(), site.id(), from, now);
                Uptime up = uptimes.between(order.plan().application(), site.id(), from, now);
                lines.add(site.name() + ", " + days + " d: "
                        + measured.map(found -> found.checks() + " checks, median " + found.median()
                                        + " ms, 95 % below " + found.high() + " ms")
                                .orElse("no checks")
                        + ", up " + (up.percent() == null ? "?" : up.percent().toPlainString()) + " %");
                if (days == SPANS.getFirst()
                        && measured.filter(found -> found.high() > limit(site.http()))
                                .isPresent()) {
                    slow.add(site.name());
                }
            }
        }
        return slow.isEmpty()
                ? WorkResult.done(order.say("Answers are on target.", "Les réponses tiennent les objectifs."), lines)
                : WorkResult.failed(
                        order.say(
                                "Slower than the plan allows: " + String.join(", ", slow) + ".",
                                "Plus lent que le plan ne le permet : " + String.join(", ", slow) + "."),
                        lines);
    }

    private static long limit(HttpSettings site) {
        return site.slowerThan() == null
                ? Long.MAX_VALUE
                : site.slowerThan().toDuration().toMillis();
    }
}
