package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be done about a fault. Which of it is done when stands in the table {@code remedy}.
 *
 * @param restart programs that start the application again, one after the other; argument vectors; empty: what Vigie itself runs
 * @param renewCertificate programs that renew its certificate
 * @param on host of the plan on which they run; null: the machine of Vigie
 * @param deadline after which one of these programs is ended
 * @param unasked what is done without asking anybody
 * @param blameDeployment how long after a deployment a fault is taken for its doing
 */
public record RemedySettings(
        List<List<String>> restart,
        List<List<String>> renewCertificate,
        @Nullable String on,
        PlanDuration deadline,
        List<Action> unasked,
        PlanDuration blameDeployment) {

    /** What holds where a plan says nothing: a restart is done, everything else is asked for. */
    public static final RemedySettings DEFAULT = of(null, null, null, null, null, null);

    public RemedySettings {
        restart = restart.stream().map(List::copyOf).toList();
        renewCertificate = renewCertificate.stream().map(List::copyOf).toList();
        unasked = List.copyOf(unasked);
    }

    @JsonCreator
    static RemedySettings of(
            @JsonProperty("restart") @Nullable List<List<String>> restart,
            @JsonProperty("renewCertificate") @Nullable List<List<String>> renewCertificate,
            @JsonProperty("on") @Nullable String on,
            @JsonProperty("deadline") @Nullable PlanDuration deadline,
            // left out is not the same as empty, which asks always
            @JsonProperty("unasked") @JsonSetter(nulls = Nulls.SET) @Nullable List<Action> unasked,
            @JsonProperty("blameDeployment") @Nullable PlanDuration blameDeployment) {
        return new RemedySettings(
                Objects.requireNonNullElse(restart, List.of()),
                Objects.requireNonNullElse(renewCertificate, List.of()),
                on,
                Objects.requireNonNullElseGet(deadline, () -> PlanDuration.parse("PT5M")),
                Objects.requireNonNullElse(unasked, List.of(Action.RESTART)),
                Objects.requireNonNullElseGet(blameDeployment, () -> PlanDuration.parse("PT2H")));
    }

    /** What can be done about a fault. */
    public enum Action {
        @JsonProperty("restart")
        RESTART,
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("recovery")
        RECOVERY,
        @JsonProperty("certificate")
        CERTIFICATE
    }
}
