package org.vigie.notification;

import java.time.Duration;
import org.vigie.shared.HintedException;

/** The other side is busy and says when to come again; nothing was delivered. */
public class LaterException extends HintedException {

    /** The longest time that anybody is believed. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private final Duration pause;

    /** @param pause that the other side asks for; more than {@link #LONGEST} counts as that */
    public LaterException(String fact, Duration pause) {
        super(fact, "It is tried again by itself.");
        this.pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /** How long nothing is sent there. */
    public Duration pause() {
        return pause;
    }
}
