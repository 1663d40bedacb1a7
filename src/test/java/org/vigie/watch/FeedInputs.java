package org.vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vigie.support.RandomInputs;

/** Feeds of strangers. */
public final class FeedInputs implements RandomInputs {

    @Override
    public List<String> examples() {
        return List.of(
                FeedReaderTests.RSS,
                FeedReaderTests.ATOM,
                "<rss>" + "<x>".repeat(3_000),
                "<feed><entry><title>" + "x😀".repeat(600) + "</title></entry></feed>",
                "<rss><item><title>" + "<".repeat(2_000));
    }

    @Override
    public void feed(String text) {
        try {
            List<FeedItem> items = FeedReader.read(text);
            assertThat(items).hasSizeLessThanOrEqualTo(1_000).allSatisfy(item -> {
                assertThat(item.guid()).isNotBlank();
                assertThat(item.guid() + item.title() + item.link() + item.summary())
                        .doesNotContainPattern("[\\p{Cntrl}&&[^\\u0085]]")
                        .matches(FeedInputs::hasWholeCharacters, "whole characters");
            });
        } catch (UnreadableFeedException e) {
            assertThat(e.hint()).isNotBlank();
        }
    }

    private static boolean hasWholeCharacters(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
