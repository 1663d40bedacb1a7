package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.support.VigieTest;

@VigieTest
class LocalTimesTests {

    private static final Instant MORNING = Instant.parse("2026-11-20T09:05:00Z");

    @Autowired
    Plans plans;

    @Test
    void aMomentHasItsZoneAndIsWrittenAsInEurope() {
        MaintenancePlan french = plans.require("mangatheque");
        MaintenancePlan english = plans.require("demo");
        assertThat(french.language()).isEqualTo(Locale.FRENCH);
        assertThat(LocalTimes.of(french).moment(MORNING)).isEqualTo("vendredi 20 novembre 2026 à 10:05 CET");
        assertThat(LocalTimes.of(english).moment(MORNING)).matches("Friday, 20 November 2026 at \\d\\d:05 \\w+");
        assertThat(LocalTimes.of(english).day(MORNING)).isEqualTo("20 November 2026");
        assertThat(LocalTimes.of(french).moment(null)).isEmpty();
    }
}
