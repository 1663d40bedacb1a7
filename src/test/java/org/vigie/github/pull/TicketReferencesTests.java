package org.vigie.github.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.support.RandomTexts;

class TicketReferencesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fixes #12                                   | main                | 12      |
            fixes #12, closes #13 and resolves #14      | main                | 12,13,14|
            close #1 closes #2 closed #3                | main                | 1,2,3   |
            fix #1 fixes #2 fixed #3                    | main                | 1,2,3   |
            resolve #1 resolves #2 resolved #3          | main                | 1,2,3   |
            FIXES: #12                                  | main                | 12      |
            Fixes octo-org/app#12                       | main                | 12      |
            Fixes Octo-Org/App#12                       | main                | 12      |
            Fixes other/app#12                          | main                |         |
            Fixes https://github.com/octo-org/app/issues/12 | main            | 12      |
            Fixes https://github.com/other/app/issues/12 | main               |         |
            see #12                                     | main                |         |
            Closes #1, #2                               | main                | 1       |
            Closes #1, closes #2                        | main                | 1,2     |
            does not fix #1                             | main                | 1       |
            closing #1                                  | main                |         |
            fixes issue #1                              | main                |         |
            Fixes not-octo-org/app#12                   | main                |         |
            Fixes 12                                    | main                |         |
            prefixes #12                                | main                |         |
            hot-fixes #12                               | main                |         |
            Fixes #12th                                 | main                |         |
            Fixes #99999999999                          | main                |         |
            <!-- Fixes #12 --> nothing                  | main                |         |
            <!-- Fixes #12                              | main                |         |
            Fixes MT-12                                 | main                |         | MT-12
            see MT-12                                   | main                |         |
            nothing                                     | fix/MT-12-login     |         | MT-12
            nothing                                     | mt-12               |         | MT-12
            nothing                                     | MT-12_login         |         | MT-12
            nothing                                     | fix/mt-12/mt-13     |         | MT-12,MT-13
            nothing                                     | fix/CZ-12           |         |
            nothing                                     | fix/SMT-12          |         |
            nothing                                     | fix/MT-12b          |         |
            nothing                                     | fix/MT-012          |         | MT-12
            nothing                                     | 12-login            |         |
            """)
    void findsWhatAPullRequestNames(String body, String branch, String issues, String tickets) {
        TicketReferences found = TicketReferences.of("A title", body, branch, "octo-org/app", "MT");
        assertThat(found.issues().stream().map(String::valueOf).collect(Collectors.toSet()))
                .isEqualTo(set(issues));
        assertThat(found.tickets()).isEqualTo(set(tickets));
    }

    @Test
    @Timeout(60)
    void endsWithEveryInput() {
        RandomTexts.of(
                        5,
                        10_000,
                        "Fixes #12",
                        "see `Fixes #12`",
                        "<a href=x>Fixes #12</a>",
                        ">".repeat(2_000),
                        "*a **b ".repeat(1_000),
                        "[".repeat(3_000))
                .forEach(text -> {
                    TicketReferences found = TicketReferences.of(text, text, text, "octo-org/app", "MT");
                    assertThat(found.issues()).allMatch(number -> number >= 0);
                });
    }

    private static Set<String> set(String list) {
        return list == null ? Set.of() : Arrays.stream(list.split(",")).collect(Collectors.toSet());
    }
}
