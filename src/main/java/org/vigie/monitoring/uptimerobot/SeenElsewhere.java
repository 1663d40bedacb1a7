package org.vigie.monitoring.uptimerobot;

/**
 * A monitor as UptimeRobot tells it.
 *
 * @param name for people
 * @param status its own word or number for the state
 */
record SeenElsewhere(long id, String name, String status) {

    /** What the status means, in either version of the API. */
    Meaning meaning() {
        return switch (status) {
            case "UP", "2" -> Meaning.UP;
            case "DOWN", "9" -> Meaning.DOWN;
            case "LOOKS_DOWN", "8" -> Meaning.LOOKS_DOWN;
            case "STARTED", "1" -> Meaning.AWAITED;
            case "PAUSED", "0" -> Meaning.PAUSED;
            default -> Meaning.OTHER;
        };
    }

    /** What there is to tell. */
    enum Meaning {
        UP,
        DOWN,
        /** It failed, and UptimeRobot looks again. */
        LOOKS_DOWN,
        /** It was not looked at yet. */
        AWAITED,
        PAUSED,
        /** A word that this version does not know. */
        OTHER
    }
}
