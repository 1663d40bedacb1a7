package org.vigie.support.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Combinations of input values for the shipped tables. */
public final class Inputs {

    public static final List<String> APPLICATIONS = List.of("mangatheque", "cesizen", "demo", "vigie");
    public static final List<String> TYPES = List.of("corrective", "evolutive", "preventive", "adaptive");
    public static final List<String> IMPACTS = List.of(
            "service-down",
            "data-loss",
            "security-flaw",
            "key-function-degraded",
            "limited",
            "cosmetic",
            "improvement");

    private final List<Map<String, Object>> combinations;

    private Inputs(List<Map<String, Object>> combinations) {
        this.combinations = combinations;
    }

    /** One combination without any value. */
    static Inputs none() {
        return new Inputs(List.of(Map.of()));
    }

    /** Every combination so far with each of the values; null leaves the input out. */
    Inputs times(String name, @Nullable Object... values) {
        List<Map<String, Object>> product = new ArrayList<>();
        for (Map<String, Object> combination : combinations) {
            Arrays.stream(values).forEach(value -> {
                Map<String, Object> extended = new LinkedHashMap<>(combination);
                if (value != null) {
                    extended.put(name, value);
                }
                product.add(extended);
            });
        }
        return new Inputs(product);
    }

    List<Map<String, Object>> all() {
        return combinations;
    }

    public static List<Map<String, Object>> ofTicketPriority() {
        return none().times("application", APPLICATIONS.toArray())
                .times("type", TYPES.toArray())
                .times("impact", IMPACTS.toArray())
                .all();
    }

    public static List<Map<String, Object>> ofTicketSla() {
        List<Map<String, Object>> both = new ArrayList<>();
        both.addAll(none().times("application", "mangatheque")
                .times("priority", "LEVEL_1", "LEVEL_2", "LEVEL_3")
                .all());
        both.addAll(none().times("application", "cesizen", "demo", "vigie")
                .times("priority", "P1", "P2", "P3", "P4")
                .all());
        return both;
    }

    public static List<Map<String, Object>> ofChangeGate() {
        return none().times("pullRequest", null, "https://forge.example/pull/7")
                .times("testsPassed", null, true)
                .times("testsOfTicket", null, true)
                .times("coverageBefore", null, 80.5)
                .times("coverageAfter", 80.25, 80.5)
                .times("reviewDecision", null, "approve", "changes")
                .times("commitFindings", null, List.of("Commit message, line 1"))
                .times("overrideAccepted", null, true)
                .times("overrideBy", null, "claire")
                .times("overrideReason", null, "", "the shop is closed")
                .all();
    }

    public static List<Map<String, Object>> ofBacklogScore() {
        return none().times("userValue", 1, 2, 3, 4, 5)
                .times("technicalRisk", 1, 2, 3, 4, 5)
                .times("dependencies", 0, 1, 2, 3, 40)
                .all();
    }

    public static List<Map<String, Object>> ofPostMortemRequired() {
        Object[] labels = {null, List.of(), List.of("bug"), List.of("bug", "security")};
        List<Map<String, Object>> both = new ArrayList<>();
        ofTicketSla()
                .forEach(ticket -> Arrays.stream(labels).forEach(given -> {
                    Map<String, Object> inputs = new LinkedHashMap<>(ticket);
                    if (given != null) {
                        inputs.put("labels", given);
                    }
                    both.add(inputs);
                }));
        return both;
    }

    public static List<Map<String, Object>> ofAlertRouting() {
        List<Map<String, Object>> all = new ArrayList<>();
        all.addAll(none().times(
                        "kind",
                        "site-down",
                        "server-errors",
                        "database-unreachable",
                        "disk-full",
                        "service-down",
                        "performance-degraded",
                        "frequent-404",
                        "backup-failed",
                        "backup-watch",
                        "standstill",
                        "log-errors",
                        "certificate-expiring",
                        "heartbeat-missed",
                        "source-unreadable",
                        "no-connection",
                        "update-available",
                        "new-users",
                        "weekly-statistics",
                        "monitor-paused",
                        "alert-stale",
                        "external")
                .times("hint", null, "critical", "warning", "other", "anything")
                .all());
        return all;
    }

    public static List<Map<String, Object>> ofRemedy() {
        return none().times("othersFail", null, false, true)
                .times(
                        "kind",
                        null,
                        "site-down",
                        "server-errors",
                        "service-down",
                        "database-unreachable",
                        "database-recovery",
                        "disk-full",
                        "reported",
                        "log-errors")
                .times("cause", null, "http-5xx", "database-missing", "database-unreachable", "certificate-expired")
                .times("restartable", null, false, true)
                .times("restarts", null, 0, 1, 2)
                .times("afterDeployment", null, false, true)
                .all();
    }

    public static List<Map<String, Object>> ofDependencyPolicy() {
        return none().times("kind", null, "advisory", "update")
                .times("severity", null, "critical", "high", "moderate", "low", "unknown", "none")
                .times("size", null, "minor", "major")
                .all();
    }

    public static List<Map<String, Object>> ofVersionBump() {
        return none().times("breaking", null, false, true)
                .times("initialDevelopment", null, false, true)
                .times(
                        "types",
                        null,
                        List.of(),
                        List.of("chore", "docs"),
                        List.of("fix"),
                        List.of("chore", "security"),
                        List.of("revert"),
                        List.of("feat", "fix"),
                        List.of("docs", "feature"))
                .all();
    }
}
