package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.RandomInputs;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/** The readers of {@link RandomInputsTests} with many more inputs, other ones for each seed ({@code -Dvigie.random.seed}). */
@Campaign
class RandomInputsCampaignIT {

    private static final int USUAL = 10_000;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areReadOrRefused() {
        long seed = Long.getLong("vigie.random.seed", 1);
        CampaignReport report = new CampaignReport("random-inputs");
        int all = 0;
        for (RandomInputs reader : RandomInputsTests.readers().toList()) {
            long begun = System.nanoTime();
            int fed = RandomInputsTests.feed(reader, seed, USUAL);
            all += fed;
            report.line(
                    "| %s | %,d | %,d ms |",
                    reader.getClass().getSimpleName(), fed, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
        assertThat(all).isGreaterThan(50_000);
    }
}
