package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * One thing that is watched; exactly one of the groups after {@code dependsOn} is given and says how.
 *
 * @param id short name, unique in the plan
 * @param name for people
 * @param every pause between checks while all is well
 * @param retryEvery pause while something is not well or not yet confirmed
 * @param confirmations how many checks in a row must tell the same before it counts
 * @param dependsOn ids of monitors whose failure explains this one's
 * @param quietUntilUp whether it counts as awaited, and nobody is told, until it was up for the first time
 */
public record MonitorSettings(
        String id,
        String name,
        PlanDuration every,
        PlanDuration retryEvery,
        int confirmations,
        List<String> dependsOn,
        boolean quietUntilUp,
        @Nullable HttpSettings http,
        @Nullable LogSettings log,
        @Nullable AccessLogSettings accessLog,
        @Nullable DatabaseCheckSettings database,
        @Nullable DiskSettings disk,
        @Nullable CommandSettings command,
        @Nullable HeartbeatSettings heartbeat,
        @Nullable UptimeRobotSettings uptimeRobot) {

    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    public MonitorSettings {
        every = orElse(every, "PT5M");
        retryEvery = orElse(retryEvery, "PT15S");
        confirmations = confirmations == 0 ? 3 : confirmations;
        dependsOn = MonitoringSettings.copy(dependsOn);
    }

    /** One of which people are told from the beginning. */
    public MonitorSettings(
            String id,
            String name,
            PlanDuration every,
            PlanDuration retryEvery,
            int confirmations,
            List<String> dependsOn,
            @Nullable HttpSettings http,
            @Nullable LogSettings log,
            @Nullable AccessLogSettings accessLog,
            @Nullable DatabaseCheckSettings database,
            @Nullable DiskSettings disk,
            @Nullable CommandSettings command,
            @Nullable HeartbeatSettings heartbeat) {
        this(
                id,
                name,
                every,
                retryEvery,
                confirmations,
                dependsOn,
                false,
                http,
                log,
                accessLog,
                database,
                disk,
                command,
                heartbeat,
                null);
    }

    /** Pause between checks while all is well; whether a report from outside is missing is looked at every minute. */
    public Duration interval() {
        Duration pause = every.toDuration();
        return heartbeat == null || pause.compareTo(EVERY_MINUTE) < 0 ? pause : EVERY_MINUTE;
    }

    /** Pause while something is not well or not yet confirmed; never longer than {@link #interval}. */
    public Duration retryInterval() {
        Duration retry = retryEvery.toDuration();
        return retry.compareTo(interval()) < 0 ? retry : interval();
    }

    /**
     * An address that must answer.
     *
     * @param timeout for one check, from the look-up of the name to the last byte, over all redirects
     * @param status what a good answer has: codes and ranges such as 200-399
     * @param contains what the body must contain; null: anything
     * @param redirectHosts hosts beside the first that a redirect may lead to
     * @param slowerThan from which time on a good answer counts as degraded; null: never
     * @param certificateDays how many days before its end a certificate is told of
     * @param family which addresses of a host must answer
     */
    public record HttpSettings(
            URI url,
            PlanDuration timeout,
            List<String> status,
            @Nullable String contains,
            List<String> redirectHosts,
            @Nullable PlanDuration slowerThan,
            int certificateDays,
            Family family) {

        public HttpSettings {
            timeout = orElse(timeout, "PT10S");
            status = status == null || status.isEmpty() ? List.of("200-399") : List.copyOf(status);
            redirectHosts = MonitoringSettings.copy(redirectHosts);
            certificateDays = certificateDays == 0 ? 14 : certificateDays;
            family = Objects.requireNonNullElse(family, Family.ANY);
        }

        /** The usual expectations of this address. */
        public HttpSettings(URI url) {
            this(url, PlanDuration.parse("PT10S"), List.of(), null, List.of(), null, 0, Family.ANY);
        }
    }

    /** Which addresses of a host must answer. */
    public enum Family {
        /** One of them. */
        @JsonProperty("any")
        ANY,
        /** One of version 4 and one of version 6. */
        @JsonProperty("both")
        BOTH,
        @JsonProperty("v4")
        V4,
        @JsonProperty("v6")
        V6
    }

    /**
     * A log of the application.
     *
     * @param errors a regular expression that finds lines which tell of errors
     * @param from how many such lines within the window are too many
     */
    public record LogSettings(Path path, String errors, int from, PlanDuration window) {

        public LogSettings {
            errors = Objects.requireNonNullElse(errors, "\\b(?:ERROR|CRITICAL|ALERT|EMERGENCY|FATAL)\\b");
            from = from == 0 ? 1 : from;
            window = orElse(window, "PT15M");
        }
    }

    /**
     * A log of requests in the combined form of web servers.
     *
     * @param errorsPerMille from how many answers of 5xx in a thousand on the rate is too high
     * @param notFound from how many answers of 404 within the window on there are too many
     * @param atLeast how many requests the window must hold before rates count
     * @param ignore starts of paths that scanners ask for and that do not count
     */
    public record AccessLogSettings(
            Path path, int errorsPerMille, int notFound, int atLeast, PlanDuration window, List<String> ignore) {

        public AccessLogSettings {
            errorsPerMille = errorsPerMille == 0 ? 1 : errorsPerMille;
            notFound = notFound == 0 ? 100 : notFound;
            atLeast = atLeast == 0 ? 100 : atLeast;
            window = orElse(window, "PT15M");
            ignore = MonitoringSettings.copy(ignore);
        }
    }

    /**
     * A database of the plan.
     *
     * @param id of the database in the plan
     * @param connectionsPercent from which share of its connections on it counts as degraded
     * @param slowQuery from which mean time on a query is slow; null: nobody looks
     * @param sizeMegabytes from which size on it counts as degraded; 0: never
     */
    public record DatabaseCheckSettings(
            String id, int connectionsPercent, @Nullable PlanDuration slowQuery, int sizeMegabytes) {

        public DatabaseCheckSettings {
            connectionsPercent = connectionsPercent == 0 ? 80 : connectionsPercent;
        }
    }

    /**
     * Space where a folder is.
     *
     * @param above from which percentage on it counts as full
     * @param below under which it no longer does
     */
    public record DiskSettings(Path path, int above, int below) {

        public DiskSettings {
            above = above == 0 ? 90 : above;
            below = below == 0 ? Math.max(1, above - 5) : below;
        }
    }

    /**
     * A program that tells whether services run.
     *
     * @param run the program and its arguments
     * @param contains what each of its output must contain; null: its exit code says all
     * @param errors a regular expression that finds lines of its output which tell of errors; null: nobody looks
     * @param from how many such lines are too many
     */
    public record CommandSettings(
            List<String> run,
            PlanDuration timeout,
            @Nullable String contains,
            @Nullable String errors,
            int from) {

        public CommandSettings {
            run = List.copyOf(run);
            timeout = orElse(timeout, "PT30S");
            from = from == 0 ? 1 : from;
        }

        /** One whose lines are not looked at for errors. */
        public CommandSettings(List<String> run, PlanDuration timeout, @Nullable String contains) {
            this(run, timeout, contains, null, 0);
        }
    }

    /**
     * Something outside that reports regularly, within {@code every} and the grace.
     *
     * @param tokenFrom where the token is that it reports with
     */
    public record HeartbeatSettings(SecretRef tokenFrom, PlanDuration grace) {

        public HeartbeatSettings {
            grace = orElse(grace, "PT5M");
        }
    }

    /**
     * A monitor at UptimeRobot.
     *
     * @param monitor its number there
     * @param keyFrom where a read-only key of the account is
     */
    public record UptimeRobotSettings(long monitor, SecretRef keyFrom) {}

    private static PlanDuration orElse(@Nullable PlanDuration given, String usual) {
        return given == null ? PlanDuration.parse(usual) : given;
    }
}
