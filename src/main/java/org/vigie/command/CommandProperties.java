package org.vigie.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How programs are run.
 *
 * @param threads how many run at a time; the others wait
 * @param keep how long the log of an ended run is kept
 */
@ConfigurationProperties("vigie.command")
record CommandProperties(
        @DefaultValue("4") int threads,
        @DefaultValue("P30D") Duration keep) {}
