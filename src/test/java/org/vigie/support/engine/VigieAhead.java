package org.vigie.support.engine;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.vigie.VigieApplication;

/** Vigie as it is, on a clock that is ahead of the machine's. */
public final class VigieAhead {

    static final String AHEAD = "vigie.test.ahead";

    private VigieAhead() {}

    public static void main(String[] args) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(AHEAD)));
        new SpringApplicationBuilder(VigieApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock))
                .run(args);
    }
}
