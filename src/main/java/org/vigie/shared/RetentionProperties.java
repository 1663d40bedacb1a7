package org.vigie.shared;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long rows are kept that only served delivery; docs/stored-data.md says of each table what stays for good.
 *
 * @param requests requests to processes, from when they were seen or withdrawn
 * @param completions who completed which user task, from the completion; the audit trail keeps it
 * @param noticeTexts title and text of notices, from when they were delivered, refused or given up
 * @param notices the rest of these notices
 * @param effects effects that are done: until then they are not done again
 * @param troubles troubles that are over
 * @param trackerResults results of checks, and reviews, as a tracker told them; the change's evidence keeps what counted
 */
@ConfigurationProperties("vigie.retention")
public record RetentionProperties(
        @DefaultValue("90d") Duration requests,
        @DefaultValue("90d") Duration completions,
        @DefaultValue("90d") Duration noticeTexts,
        @DefaultValue("730d") Duration notices,
        @DefaultValue("365d") Duration effects,
        @DefaultValue("365d") Duration troubles,
        @DefaultValue("365d") Duration trackerResults) {

    /** Retries, redeliveries and reminders are over after this. */
    private static final Duration SHORTEST = Duration.ofDays(30);

    public RetentionProperties {
        Stream.of(requests, completions, noticeTexts, notices, effects, troubles, trackerResults)
                .filter(period -> period.compareTo(SHORTEST) < 0)
                .findFirst()
                .ifPresent(period -> {
                    throw new HintedException(
                            "a period of " + period + " under vigie.retention is too short",
                            "Give at least 30d: what is removed earlier may still be needed.");
                });
    }
}
