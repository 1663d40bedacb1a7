package org.vigie.planted;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.function.Supplier;

/** Planted violations: the present time without a Clock, in every shape. */
class ReadsTheClockOfTheMachine {

    Instant plain() {
        return Instant.now();
    }

    LocalDate inAZone() {
        return LocalDate.now(ZoneId.of("Europe/Paris"));
    }

    Supplier<Instant> asReference() {
        return Instant::now;
    }

    long inMillis() {
        return System.currentTimeMillis();
    }

    Date oldStyle() {
        return new Date();
    }
}
