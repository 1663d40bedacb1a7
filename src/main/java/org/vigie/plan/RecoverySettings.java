package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * How a lost database is brought back.
 *
 * @param automatic whether a loss that is beyond doubt is recovered without asking anybody
 * @param user account that may make and rename databases on the server; null: the one of the database
 * @param passwordFrom where its password is; null: that of the database
 * @param maintenance name of the database that this account logs in to
 * @param stop programs that stop what works on the database, one after the other; argument vectors
 * @param start programs that start it again
 * @param server programs that set up an empty server where there is none any more
 * @param deadline after which one of these programs is ended
 * @param watch how long the recovered database is looked after before the recovery counts as done
 */
public record RecoverySettings(
        boolean automatic,
        @Nullable String user,
        @Nullable SecretRef passwordFrom,
        String maintenance,
        List<List<String>> stop,
        List<List<String>> start,
        List<List<String>> server,
        PlanDuration deadline,
        PlanDuration watch) {

    /** What holds where a plan says nothing. */
    public static final RecoverySettings DEFAULT = of(null, null, null, null, null, null, null, null, null);

    public RecoverySettings {
        stop = stop.stream().map(List::copyOf).toList();
        start = start.stream().map(List::copyOf).toList();
        server = server.stream().map(List::copyOf).toList();
    }

    @JsonCreator
    static RecoverySettings of(
            @JsonProperty("automatic") @Nullable Boolean automatic,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("passwordFrom") @Nullable SecretRef passwordFrom,
            @JsonProperty("maintenance") @Nullable String maintenance,
            @JsonProperty("stop") @Nullable List<List<String>> stop,
            @JsonProperty("start") @Nullable List<List<String>> start,
            @JsonProperty("server") @Nullable List<List<String>> server,
            @JsonProperty("deadline") @Nullable PlanDuration deadline,
            @JsonProperty("watch") @Nullable PlanDuration watch) {
        return new RecoverySettings(
                Boolean.TRUE.equals(automatic),
                user,
                passwordFrom,
                Objects.requireNonNullElse(maintenance, "postgres"),
                Objects.requireNonNullElse(stop, List.of()),
                Objects.requireNonNullElse(start, List.of()),
                Objects.requireNonNullElse(server, List.of()),
                Objects.requireNonNullElseGet(deadline, () -> PlanDuration.parse("PT10M")),
                Objects.requireNonNullElseGet(watch, () -> PlanDuration.parse("PT2M")));
    }

    /** The same under another account. */
    public RecoverySettings as(@Nullable String otherUser, @Nullable SecretRef otherPasswordFrom) {
        return new RecoverySettings(
                automatic,
                otherUser == null ? user : otherUser,
                otherPasswordFrom == null ? passwordFrom : otherPasswordFrom,
                maintenance,
                stop,
                start,
                server,
                deadline,
                watch);
    }
}
