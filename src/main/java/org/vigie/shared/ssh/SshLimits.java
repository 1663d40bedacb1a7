package org.vigie.shared.ssh;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param patience for connecting, for the log-in, and for opening a channel, each
 * @param silence after which a server that sends nothing at all counts as gone
 * @param keepAlive how often it is asked for a sign of life
 */
public record SshLimits(Duration patience, Duration silence, Duration keepAlive) {

    /** What holds where nobody says otherwise: a server that lost power is noticed within a minute. */
    public static final SshLimits DEFAULT =
            new SshLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(10));
}
