package org.vigie.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices are delivered.
 *
 * @param threads how many are delivered at a time
 * @param lease how long an attempt that has not reported is taken to be still under way; longer than all time limits of
 *     one delivery together
 * @param giveUpAfter from the first attempt, how long a notice is tried
 */
@ConfigurationProperties("vigie.notices")
record NoticeProperties(
        @DefaultValue("4") int threads,
        @DefaultValue("PT5M") Duration lease,
        @DefaultValue("P3D") Duration giveUpAfter) {}
