package org.vigie.github.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vigie.support.RandomInputs;

/** Texts of pull requests. */
public final class TicketReferenceInputs implements RandomInputs {

    @Override
    public List<String> examples() {
        return List.of(
                "Fixes #12",
                "see `Fixes #12` and GH-13, closes https://github.com/octo-org/app/issues/14",
                "<a href=x>Fixes #12</a>",
                ">".repeat(2_000),
                "*a **b ".repeat(1_000),
                "[".repeat(3_000));
    }

    @Override
    public void feed(String text) {
        assertThat(TicketReferences.of(text, text, text, "octo-org/app", "MT").issues())
                .allMatch(number -> number >= 0);
    }
}
