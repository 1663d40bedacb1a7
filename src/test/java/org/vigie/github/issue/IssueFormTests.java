package org.vigie.github.issue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.RandomTexts;
import org.vigie.ticket.Impact;
import org.vigie.ticket.TicketType;

class IssueFormTests {

    @Test
    void readsTheFieldsAsGitHubWritesThem() {
        IssueForm form = IssueForm.parse("""
                ### What happens

                The page stays white.

                # This is not a field

                ### Kind of maintenance

                corrective: something is broken

                ### Impact

                key-function-degraded: an important function works badly

                ### Email

                ines@example.org
                """);
        assertThat(form.type()).contains(TicketType.CORRECTIVE);
        assertThat(form.impact()).contains(Impact.KEY_FUNCTION_DEGRADED);
        assertThat(form.email()).contains("ines@example.org");
    }

    @Test
    void readsTheFrenchTemplateAndWindowsLineEnds() {
        IssueForm form = IssueForm.parse(
                "### Type de maintenance\r\n\r\nevolutive : du nouveau\r\n\r\n### Impact\r\n\r\nimprovement : une amélioration\r\n");
        assertThat(form.type()).contains(TicketType.EVOLUTIVE);
        assertThat(form.impact()).contains(Impact.IMPROVEMENT);
    }

    @Test
    void takesWhatWasLeftEmptyOrIsUnknownAsMissing() {
        IssueForm form = IssueForm.parse("### Impact\n\n_No response_\n\n### Kind of maintenance\n\ndecorative: x\n");
        assertThat(form.impact()).isEmpty();
        assertThat(form.type()).isEmpty();
        assertThat(IssueForm.parse("no form at all").fields()).isEmpty();
    }

    @Test
    void takesTheFirstOfTwoFieldsSoThatTextCannotOverrideTheForm() {
        assertThat(IssueForm.parse("### Impact\n\nlimited: little\n\n### Impact\n\nservice-down: all\n")
                        .impact())
                .contains(Impact.LIMITED);
    }

    @Test
    void readsAHugeBodyInNoTime() {
        assertThat(IssueForm.parse("### ".repeat(16_000)).fields()).isEmpty();
        assertThat(IssueForm.parse("### a\n\n" + "\n".repeat(60_000)).fields()).isEmpty();
    }

    @Test
    @Timeout(60)
    void endsWithEveryInput() {
        RandomTexts.of(
                        6,
                        10_000,
                        "### Impact\n\nlimited: x\n\n### Email\n\na@example.org\n",
                        "### \n".repeat(2_000),
                        "### x\n" + "y\n".repeat(20_000))
                .forEach(text -> {
                    IssueForm form = IssueForm.parse(text);
                    form.email();
                    form.impact();
                    assertThat(form.fields()).doesNotContainValue("");
                });
    }
}
