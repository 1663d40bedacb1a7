package org.vigie.trouble;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUses;
import org.vigie.plan.Plans;

/**
 * Compares the plans with open rows: what a plan file no longer names and something that is under way still needs is said at the
 * start, and is a trouble until it is named again or nothing needs it.
 */
@Component
class PlanWatch implements TroubleRetry {

    static final String KIND = "plan";

    private static final Logger LOG = LoggerFactory.getLogger(PlanWatch.class);

    private final List<PlanUses> modules;
    private final Plans plans;
    private final TroubleStore store;
    private final Clock clock;

    PlanWatch(List<PlanUses> modules, Plans plans, TroubleStore store, Clock clock) {
        this.modules = modules;
        this.plans = plans;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Soon after the start; then until what needs it has ended. */
    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT10M")
    @SchedulerLock(name = "plan-watch")
    void look() {
        Map<String, List<PlanUse>> missing = missing();
        List<Trouble> known = store.open(KIND);
        missing.forEach((key, uses) -> report(key, uses, known));
        known.stream()
                .map(Trouble::key)
                .filter(key -> !missing.containsKey(key))
                .forEach(key -> store.clear(key, clock.instant()));
    }

    /** One trouble for each application and for each thing that its plan lacks, whoever needs it. */
    private Map<String, List<PlanUse>> missing() {
        return modules.stream()
                .flatMap(module -> module.open().stream())
                .filter(use -> !use.isNamedBy(plans))
                .collect(Collectors.groupingBy(this::key, LinkedHashMap::new, Collectors.toList()));
    }

    private void report(String key, List<PlanUse> uses, List<Trouble> known) {
        PlanUse use = uses.getFirst();
        String file = "plans/" + use.application() + ".yaml";
        boolean isPlan = plans.find(use.application()).isEmpty();
        String what = isPlan
                ? "there is no plan of " + use.application()
                : file + " names no " + use.kind().name().toLowerCase(Locale.ROOT) + " " + use.value();
        String users = uses.stream()
                .map(each -> each.count() + " " + each.usedBy() + " (" + each.example() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        String message = what + ", which is needed by " + users;
        String hint = "Put it back into " + file + " and start again, or end what needs it.";
        store.report(key, KIND, null, message, hint, null, null, clock.instant());
        if (known.stream().noneMatch(trouble -> trouble.key().equals(key))) {
            LOG.warn("{}; hint: {}", message, hint);
        }
    }

    private String key(PlanUse use) {
        String key = KIND + "-" + use.application();
        if (plans.find(use.application()).isEmpty()) {
            return key;
        }
        String value = String.valueOf(use.value()).replaceAll("[^A-Za-z0-9._-]", "_");
        return key + "-" + use.kind().name().toLowerCase(Locale.ROOT) + "-" + value;
    }

    /** Looks again; what is still missing stays. */
    @Override
    public boolean retry(Trouble trouble) {
        look();
        return store.open(KIND).stream().anyMatch(open -> open.key().equals(trouble.key()));
    }
}
