package org.vigie.github.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vigie.support.RandomInputs;

/** Bodies of issues. */
public final class IssueFormInputs implements RandomInputs {

    @Override
    public List<String> examples() {
        return List.of(
                "### Impact\n\nlimited: x\n\n### Email\n\na@example.org\n",
                "### \n".repeat(2_000),
                "### x\n" + "y\n".repeat(20_000));
    }

    @Override
    public void feed(String text) {
        IssueForm form = IssueForm.parse(text);
        form.email();
        form.impact();
        assertThat(form.fields()).doesNotContainValue("");
    }
}
