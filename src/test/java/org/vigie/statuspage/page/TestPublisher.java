package org.vigie.statuspage.page;

/** Writes pages when a test wants it. */
public final class TestPublisher {

    private TestPublisher() {}

    public static void publish(StatusPublisher publisher) {
        publisher.publish();
    }
}
