package org.vigie.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vigie.commit.CommitMessage;
import org.vigie.support.RandomInputs;

/** Messages of commits, by the gate of changes and by releases. */
public final class CommitMessageInputs implements RandomInputs {

    @Override
    public List<String> examples() {
        return List.of(
                "feat(export)!: year",
                "Revert \"feat: x (#1)\" (#2)\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n",
                "fixup! fix: y",
                "fix(api): z\n\nBREAKING CHANGE: all of it\nRefs: MT-12\nCo-authored-by: A <a@example.org>\n");
    }

    @Override
    public void feed(String text) {
        CommitMessages.check(List.of(text))
                .forEach(violation -> assertThat(violation.sentence()).isNotBlank());
        CommitMessage.parse(text);
    }
}
