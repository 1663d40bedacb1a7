package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextKeyTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Certificat expiré           | CERTIFICAT  EXPIRE
            '  Disque   plein '         | disque plein
            'deux\u00a0espaces'        | deux espaces
            Straße                      | STRASSE
            e\u0301chec                | échec
            """)
    void takesTextsForTheSameThatDifferInCaseAccentsOrSpacing(String one, String other) {
        assertThat(TextKey.of(one)).isEqualTo(TextKey.of(other));
    }

    @Test
    void keepsWordsApart() {
        assertThat(TextKey.of("disque plein")).isNotEqualTo(TextKey.of("disqueplein"));
        assertThat(TextKey.of("disque plein")).isNotEqualTo(TextKey.of("disque plein, encore"));
    }
}
