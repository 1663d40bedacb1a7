package org.vigie.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.Recipient;
import org.vigie.notification.http.ChannelRig;

class SmsTextTests {

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "é, 160, 1",
        "€, 80, 1",
        "€, 81, 2",
        "€, 152, 2",
        "€, 153, 3",
        "[, 80, 1",
        "ç, 70, 1",
        "ç, 71, 2",
        "ç, 134, 2",
        "ç, 135, 3",
        "ê, 201, 3",
        "😀, 35, 1",
        "😀, 36, 2",
        "😀, 66, 2",
        "😀, 67, 3"
    })
    void countsPartsAsTelephonesDo(String letter, int times, int segments) {
        assertThat(SmsText.segments(letter.repeat(times))).isEqualTo(segments);
    }

    @Test
    void oneLetterOutsideTheSmallAlphabetHalvesTheRoom() {
        assertThat(SmsText.segments("a".repeat(159) + "à")).isEqualTo(1);
        assertThat(SmsText.segments("a".repeat(159) + "â")).isEqualTo(3);
    }

    @Test
    void typesettingDoesNotHalveIt() {
        String text = of("Réglé", "L\u2019incident \u00ab\u00a0x\u00a0\u00bb \u2013 r\u00e9gl\u00e9\u2026", 3);
        assertThat(SmsText.isSmall(text.replace(text.substring(text.lastIndexOf('\n')), "")))
                .isTrue();
        assertThat(text).startsWith("Réglé\nL'incident \"x\" - réglé...");
    }

    @Test
    void whatDoesNotFitIsCutAtAWholeCharacterAndKeepsItsLink() {
        for (String piece : List.of("a", "é", "ç", "€", "👩‍👩‍👧‍👦", "e\u0301")) {
            for (int segments = 1; segments <= 4; segments++) {
                String text = of("Alerte", piece.repeat(900) + " https://vigie.example/links/x/abc", segments);
                assertThat(SmsText.segments(text)).as(piece).isLessThanOrEqualTo(segments);
                assertThat(text).contains("...\nhttps://vigie.example/links/x/abc\nVigie ");
                assertThat(text).doesNotContainPattern("👩‍(?!👩|👧)").doesNotContainPattern("e(?!\u0301)\\.\\.\\.");
            }
        }
    }

    @Test
    void withoutALinkOfItsOwnItSaysWhereVigieIs() {
        assertThat(of("Alerte", "a".repeat(900), 2)).contains("...\nhttps://vigie.example\n");
    }

    private static String of(String title, String text, int segments) {
        return new SmsText(ChannelRig.PUBLIC_URL, segments)
                .of(new OutgoingMessage(
                        "k", false, Recipient.of("Inès", "+33199000001"), Locale.ENGLISH, title, text, ""));
    }
}
