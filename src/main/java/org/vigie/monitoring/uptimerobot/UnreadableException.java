package org.vigie.monitoring.uptimerobot;

/** What UptimeRobot sees cannot be read; the message says why, without the key. */
class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
