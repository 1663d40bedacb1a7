package org.vigie.release.commits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which tickets commits close. */
class ClosedTicketsTests {

    @Test
    void readsIdsNumbersAndPullRequests() {
        ClosedTickets closed = of(
                "fix: blank pages\n\nCloses CZ-12 and says so\nFixes: #7",
                "feat: dark pages (#34)\n\nResolves cz-0013",
                "Merge pull request #35 from example/feature\n\nfeat: old pages");
        assertThat(closed.ids()).containsExactly("CZ-12", "CZ-13");
        assertThat(closed.numbers()).containsExactly("7");
        assertThat(closed.pullRequests()).containsExactly("34", "35");
    }

    @Test
    void aMentionClosesNothing() {
        ClosedTickets closed = of("fix: as in CZ-12\n\nSee #7 and CZ-13, not XCZ-14; closes CZ-15-b", "docs: closes");
        assertThat(closed.ids()).isEmpty();
        assertThat(closed.numbers()).isEmpty();
        assertThat(closed.pullRequests()).isEmpty();
    }

    @Test
    void whatIsTakenBackClosesNothing() {
        String taken = "fix: blank pages\n\nCloses CZ-12";
        ClosedTickets closed =
                of(taken, "Revert \"fix: blank pages\"\n\nThis reverts commit " + TestCommits.id(1) + ".");
        assertThat(closed.ids()).isEmpty();
        assertThat(of(taken).ids()).containsExactly("CZ-12");
        assertThat(of("Revert \"fix: old pages\"\n\nCloses CZ-9\nThis reverts commit 0123456789abcdef.")
                        .ids())
                .isEmpty();
    }

    @Test
    void longForeignTextTakesNoTime() {
        assertThat(of("fix: a\n\n" + "closes ".repeat(20_000) + "CZ-").ids()).isEmpty();
    }

    private static ClosedTickets of(String... messages) {
        return ClosedTickets.of(TestCommits.commits(messages), "CZ");
    }
}
