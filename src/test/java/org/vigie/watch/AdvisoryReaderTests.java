package org.vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Advisories in the forms in which their sources give them. */
class AdvisoryReaderTests {

    static String file(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/advisories", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsOsvAndLeavesOutWhatWasWithdrawn() {
        assertThat(AdvisoryReader.read(file("osv-query.json")))
                .hasSize(3)
                .first()
                .satisfies(item -> {
                    assertThat(item.guid()).isEqualTo("GHSA-qw25-v68c-qjf3");
                    assertThat(item.title())
                            .isEqualTo(
                                    "GHSA-qw25-v68c-qjf3 (critical) django: Django is vulnerable to SQL injection in column aliases");
                    assertThat(item.link()).isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2025-64459");
                    assertThat(item.published()).isEqualTo("2026-11-05T15:31:00Z");
                    assertThat(item.ids())
                            .containsExactlyInAnyOrder(
                                    "GHSA-QW25-V68C-QJF3", "CVE-2025-64459", "PYSEC-2025-101", "BIT-DJANGO-2025-64459");
                });
        assertThat(AdvisoryReader.read("{}")).isEmpty();
    }

    @Test
    void readsNvdAndLeavesOutWhatWasRejected() {
        assertThat(AdvisoryReader.read(file("nvd.json"))).hasSize(2).first().satisfies(item -> {
            assertThat(item.title()).startsWith("CVE-2025-64459 (critical): An issue was discovered in Django");
            assertThat(item.link()).isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2025-64459");
            assertThat(item.published()).isEqualTo("2026-11-05T15:15:41.080Z");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "cve-record.json, 1, 'CVE-2025-64459 Django: Potential SQL injection via _connector keyword argument'",
        "cisa.json, 1, 'CVE-2026-1094 (exploited) PostgreSQL PostgreSQL: PostgreSQL SQL Injection Vulnerability'",
        "github.json, 1, 'GHSA-qw25-v68c-qjf3 (critical) django: Django is vulnerable to SQL injection in column aliases'"
    })
    void readsTheOthers(String name, int number, String title) {
        assertThat(AdvisoryReader.read(file(name)))
                .hasSize(number)
                .first()
                .satisfies(item -> assertThat(item.title()).isEqualTo(title));
    }

    @Test
    void readsOneOnEachLine() {
        String line = file("cve-record.json").replaceAll("\\s*\\n\\s*", " ").strip();
        assertThat(AdvisoryReader.read(line + "\n" + line.replace("64459", "64460") + "\n"))
                .extracting(FeedItem::guid)
                .containsExactly("CVE-2025-64459", "CVE-2025-64460");
    }

    @ParameterizedTest
    @ValueSource(strings = {"osv-query.json", "nvd.json", "cve-record.json", "cisa.json", "github.json"})
    void whatBreaksOffIsRefused(String name) {
        String whole = file(name).strip();
        for (int end = 1; end < whole.length(); end += 61) {
            String cut = whole.substring(0, end);
            assertThatThrownBy(() -> AdvisoryReader.read(cut))
                    .as("%s cut at %d", name, end)
                    .isInstanceOf(UnreadableFeedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1}",
                "[1]",
                "{\"message\": \"rate limited\"}",
                "{\"vulns\": [{\"id\": \"\", \"modified\": \"x\"}]}"
            })
    void otherJsonIsRefused(String json) {
        assertThatThrownBy(() -> AdvisoryReader.read(json)).isInstanceOf(UnreadableFeedException.class);
    }

    @Test
    void packagesAreAskedForAsOsvWantsIt() {
        assertThat(AdvisoryQuery.of("npm/@types/node", ""))
                .isEqualTo("{\"package\":{\"ecosystem\":\"npm\",\"name\":\"@types/node\"}}");
        assertThat(AdvisoryQuery.of("PyPI/django", "two")).contains("\"page_token\":\"two\"");
        assertThat(AdvisoryQuery.nextPage("{\"vulns\":[],\"next_page_token\":\"two\"}"))
                .contains("two");
        assertThat(AdvisoryQuery.nextPage("{}")).isEmpty();
    }

    @Test
    void nvdIsAskedForAStretchOfTime() {
        Instant from = Instant.parse("2026-10-06T09:00:00Z");
        Instant until = Instant.parse("2026-11-20T09:00:00Z");
        URI nvd = URI.create("https://services.nvd.nist.gov/rest/json/cves/2.0?keywordSearch=django");
        assertThat(AdvisoryQuery.window(nvd, from, until))
                .hasToString(nvd + "&pubStartDate=2026-10-06T09:00:00.000Z&pubEndDate=2026-11-20T09:00:00.000Z");
        URI other = URI.create("https://example.org/feed.json");
        assertThat(AdvisoryQuery.window(other, from, until)).isEqualTo(other);
    }
}
