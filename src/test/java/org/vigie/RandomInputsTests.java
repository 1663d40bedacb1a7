package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.alert.webhook.WatcherDeliveryInputs;
import org.vigie.backup.seal.ManifestInputs;
import org.vigie.change.CommitMessageInputs;
import org.vigie.dependency.ToolReportInputs;
import org.vigie.github.issue.IssueFormInputs;
import org.vigie.github.pull.TicketReferenceInputs;
import org.vigie.monitoring.log.AccessLogInputs;
import org.vigie.plan.load.PlanFileInputs;
import org.vigie.release.migrations.MigrationInputs;
import org.vigie.security.SignedLinkInputs;
import org.vigie.shared.value.ValueInputs;
import org.vigie.shared.web.StrictJsonInputs;
import org.vigie.support.RandomInputs;
import org.vigie.support.RandomJson;
import org.vigie.support.RandomTexts;
import org.vigie.watch.FeedInputs;

/** Whatever reads texts of others, fed with whatever; more of it in {@code RandomInputsCampaignIT}. */
class RandomInputsTests {

    private static final int USUAL = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    static Stream<RandomInputs> readers() {
        return Stream.of(
                new AccessLogInputs(),
                new CommitMessageInputs(),
                new FeedInputs(),
                new IssueFormInputs(),
                new ManifestInputs(),
                new MigrationInputs(),
                new PlanFileInputs(),
                new SignedLinkInputs(),
                new StrictJsonInputs(),
                new TicketReferenceInputs(),
                new ToolReportInputs(),
                new ValueInputs(),
                new WatcherDeliveryInputs());
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areReadOrRefused(RandomInputs reader) {
        feed(reader, 20261130, USUAL);
    }

    /** How many it was fed with. */
    static int feed(RandomInputs reader, long seed, int usual) {
        int count = (int) (usual * reader.share());
        List<String> examples = reader.examples();
        Stream<String> inputs = reader.isJson()
                ? Stream.concat(
                        RandomTexts.of(seed, count / 2, examples.toArray(String[]::new)),
                        RandomJson.of(seed, count - count / 2, examples))
                : RandomTexts.of(seed, count, examples.toArray(String[]::new));
        inputs.forEach(text -> {
            long begun = System.nanoTime();
            try {
                reader.feed(text);
            } catch (Exception | StackOverflowError | AssertionError e) {
                throw new AssertionError(reader.getClass().getSimpleName() + " failed at: " + text, e);
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
                    .as("milliseconds for: %s", text)
                    .isLessThan(LONGEST.toMillis());
        });
        return count;
    }
}
