package org.vigie.platform;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of Vigie when its platform is lost: whoever watches Vigie starts it again, or wakes somebody. */
final class LastResort {

    /** Exit code that tells a lost platform from a failed start (1) and from signals (128 and more). */
    static final int PLATFORM_LOST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private LastResort() {}

    /** Ends this JVM in good order, or without after a while; returns at once. */
    static void end() {
        LOG.error(
                "Vigie ends with exit code {}, because a part of its platform does not stay up;"
                        + " hint: Look into the logs in the data folder, mend what they name, then start Vigie again.",
                PLATFORM_LOST);
        Thread exit = Thread.ofPlatform().daemon().name("platform-lost").start(() -> System.exit(PLATFORM_LOST));
        Thread.ofPlatform().daemon().name("platform-lost-watchdog").start(() -> {
            try {
                exit.join(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(PLATFORM_LOST);
        });
    }
}
