package org.vigie.platform;

import org.springframework.context.SmartLifecycle;

/**
 * Holds the start of the application until the broker answers. Its phase lies between the web server, which already
 * tells that Vigie is not ready, and the Camunda client, which would find nobody to talk to.
 */
final class PlatformLifecycle implements SmartLifecycle {

    private static final int AFTER_WEB_SERVER = 512;

    private final EmbeddedPlatform platform;
    private volatile boolean running;

    PlatformLifecycle(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    @Override
    public void start() {
        platform.await("broker");
        running = true;
    }

    /** The children themselves are stopped when all beans that use them are gone. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - AFTER_WEB_SERVER;
    }
}
