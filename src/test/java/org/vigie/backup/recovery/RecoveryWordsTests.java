package org.vigie.backup.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vigie.shared.Words;

class RecoveryWordsTests {

    @Test
    void whatWasFoundIsToldInEachLanguage() {
        for (Locale language : Words.LANGUAGES) {
            assertThat(new Words("org/vigie/backup/recovery", language).keys())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(DamageKind.values())
                            .map(DamageKind::id)
                            .toList());
        }
    }
}
