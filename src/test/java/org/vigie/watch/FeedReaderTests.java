package org.vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RSS and Atom as they are found, and what must not work in them. */
class FeedReaderTests {

    static final String RSS = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The Django weblog</title>
          <link>https://www.djangoproject.com/weblog/</link>
          <item><title>Django security releases issued: 5.2.8</title><link>https://www.djangoproject.com/weblog/2027/nov/05/</link>
            <description>&lt;p&gt;The Django team is issuing releases.&lt;/p&gt;</description>
            <pubDate>Fri, 05 Nov 2027 14:00:00 +0000</pubDate><guid>https://www.djangoproject.com/weblog/2027/nov/05/</guid></item>
          <item><title>A conference</title><link>https://example.org/conference</link><description>Come to Django Con.</description></item>
        </channel></rss>
        """;
    static final String ATOM = """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>Releases</title>
          <entry><id>tag:github.com,2008:Repository/1/3.17.0</id><title>Version 3.17.0</title><updated>2027-10-02T08:00:00Z</updated>
            <link rel="self" href="https://example.org/self"/><link rel="alternate" href="https://example.org/3.17.0"/>
            <content type="html"><![CDATA[<b>Fixes</b>]]></content></entry>
        </feed>
        """;

    @Test
    void readsRss() {
        assertThat(FeedReader.read(RSS)).hasSize(2).first().satisfies(item -> {
            assertThat(item.title()).isEqualTo("Django security releases issued: 5.2.8");
            assertThat(item.link()).isEqualTo("https://www.djangoproject.com/weblog/2027/nov/05/");
            assertThat(item.summary()).isEqualTo("The Django team is issuing releases.");
            assertThat(item.published()).isEqualTo("2027-11-05T14:00:00Z");
        });
        assertThat(FeedReader.read(RSS).get(1).guid()).isEqualTo("https://example.org/conference");
    }

    @Test
    void readsAtom() {
        assertThat(FeedReader.read(ATOM)).singleElement().satisfies(item -> {
            assertThat(item.guid()).isEqualTo("tag:github.com,2008:Repository/1/3.17.0");
            assertThat(item.link()).isEqualTo("https://example.org/3.17.0");
            assertThat(item.summary()).isEqualTo("Fixes");
            assertThat(item.published()).isEqualTo("2027-10-02T08:00:00Z");
        });
    }

    @Test
    void wordsCountWhereverTheyStandInAnEntry() {
        String long1 = "Words. ".repeat(400);
        assertThat(FeedReader.read(RSS.replace(
                        "</description>",
                        "</description><content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><![CDATA[<p>"
                                + long1 + "About PostgreSQL.</p>]]></content:encoded>")))
                .first()
                .satisfies(item -> assertThat(item.summary())
                        .startsWith("The Django team is issuing releases.")
                        .endsWith("About PostgreSQL."));
    }

    @Test
    void feedThatBreaksOffIsRefused() {
        String whole = RSS.strip();
        for (int end = 1; end < whole.length(); end += 7) {
            String cut = whole.substring(0, end);
            assertThatThrownBy(() -> FeedReader.read(cut))
                    .as("cut at " + end)
                    .isInstanceOf(UnreadableFeedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Gone</body></html>",
                "{\"a\": 1}",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM"
                        + " \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>"
            })
    void whatIsNoFeedIsRefused(String text) {
        assertThatThrownBy(() -> FeedReader.read(text)).isInstanceOf(UnreadableFeedException.class);
    }
}
