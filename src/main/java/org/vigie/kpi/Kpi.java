package org.vigie.kpi;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.ObjectiveSettings;
import org.vigie.plan.PlanDuration;

/**
 * The indicators. What each counts, and what it leaves out, stands in {@code kpi/words.*.properties} and in
 * {@code docs/kpis.md}, which is made from it.
 */
public enum Kpi {
    UPTIME("uptime", KpiUnit.PERCENT, Comparison.AT_LEAST, 86_400, plan -> number(plan.uptime())),
    RESPONSE_TIME("response-time", KpiUnit.SECONDS, Comparison.BELOW, 100, plan -> seconds(plan.responseTime())),
    ERROR_RATE("error-rate", KpiUnit.PERCENT, Comparison.BELOW, 1_000, plan -> number(plan.errorRate())),
    SATISFACTION("satisfaction", KpiUnit.MARK, Comparison.AT_LEAST, 3, plan -> number(plan.satisfaction())),
    RESTORED_WITHIN("restored-within", KpiUnit.SECONDS, Comparison.AT_MOST, 1, plan -> seconds(plan.restoredWithin())),
    DATA_LOSS("data-loss", KpiUnit.SECONDS, Comparison.AT_MOST, 1, plan -> seconds(plan.dataLoss())),
    DEPLOYMENT_SUCCESS(
            "deployment-success", KpiUnit.PERCENT, Comparison.AT_LEAST, 1, plan -> number(plan.deploymentSuccess())),
    CRITICAL_RESOLUTION(
            "critical-resolution", KpiUnit.SECONDS, Comparison.BELOW, 1, plan -> seconds(plan.criticalResolution())),
    CRITICAL_WORKING_RESOLUTION(
            "critical-working-resolution",
            KpiUnit.SECONDS,
            Comparison.BELOW,
            1,
            plan -> seconds(plan.criticalWorkingResolution())),
    TICKETS_WITH_TESTS(
            "tickets-with-tests", KpiUnit.PERCENT, Comparison.AT_LEAST, 1, plan -> number(plan.ticketsWithTests())),
    /** Its objective is the figure before. */
    COVERAGE("coverage", KpiUnit.PERCENT, Comparison.AT_LEAST, 1, plan -> null),
    RECURRENCES("recurrences", KpiUnit.COUNT, Comparison.AT_MOST, 1, plan -> count(plan.recurrences())),
    SLA_RESPONSE("sla-response", KpiUnit.PERCENT, Comparison.AT_LEAST, 1, plan -> number(plan.slaResponse())),
    SLA_RESOLUTION("sla-resolution", KpiUnit.PERCENT, Comparison.AT_LEAST, 1, plan -> number(plan.slaResolution())),
    TECH_DEBT("tech-debt", KpiUnit.COUNT, Comparison.AT_MOST, 1, plan -> count(plan.techDebt()));

    private final String id;
    private final KpiUnit unit;
    private final Comparison comparison;
    private final long minimum;
    private final Function<ObjectiveSettings, @Nullable BigDecimal> objective;

    Kpi(
            String id,
            KpiUnit unit,
            Comparison comparison,
            long minimum,
            Function<ObjectiveSettings, @Nullable BigDecimal> objective) {
        this.id = id;
        this.unit = unit;
        this.comparison = comparison;
        this.minimum = minimum;
        this.objective = objective;
    }

    /** As the API, the texts and the tables write it. */
    @JsonValue
    public String id() {
        return id;
    }

    public KpiUnit unit() {
        return unit;
    }

    public Comparison comparison() {
        return comparison;
    }

    /** The least that must have been counted; with less there is no figure. */
    public long minimum() {
        return minimum;
    }

    /** What the plan promises; null if it promises nothing. */
    @Nullable
    BigDecimal objectiveOf(ObjectiveSettings plan) {
        return objective.apply(plan);
    }

    /** The one written as {@code id}, if there is one. */
    public static Optional<Kpi> find(String id) {
        return Arrays.stream(values()).filter(kpi -> kpi.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }

    private static @Nullable BigDecimal number(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value).stripTrailingZeros();
    }

    private static @Nullable BigDecimal count(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    private static @Nullable BigDecimal seconds(@Nullable PlanDuration value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value.toDuration().toMillis(), 3).stripTrailingZeros();
    }
}
