package org.vigie.command.ssh;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vigie.shared.ssh.SshLimits;

/**
 * How long hosts may take.
 *
 * @param connectWithin for connecting, for the log-in, and for opening a channel, each
 * @param answerWithin for an answer
 * @param silence after which a host that sends nothing at all counts as gone
 * @param keepAlive how often a host is asked for a sign of life
 * @param reachWithin after which a command whose host cannot be reached was not started
 * @param lostAfter after which a command whose host gives no answer any more is given up: its outcome is unknown
 */
@ConfigurationProperties("vigie.command.ssh")
public record SshProperties(
        @DefaultValue("PT20S") Duration connectWithin,
        @DefaultValue("PT40S") Duration answerWithin,
        @DefaultValue("PT60S") Duration silence,
        @DefaultValue("PT10S") Duration keepAlive,
        @DefaultValue("PT1M") Duration reachWithin,
        @DefaultValue("PT10M") Duration lostAfter) {

    SshLimits limits() {
        return new SshLimits(connectWithin, silence, keepAlive);
    }
}
