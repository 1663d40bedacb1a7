package org.vigie.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.change.ChangeEvidenceSource;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;
import org.vigie.github.webhook.Deliverer;
import org.vigie.support.EngineKeys;

/** Pull requests of update robots reach the tickets of what they mend, and their merge the process. */
@GitHubTest
class UpdateRequestsTests {

    private static final String APPLICATION = "mangatheque";
    private static final AtomicInteger NUMBER = new AtomicInteger(70_000);

    @Autowired
    Deliverer github;

    @Autowired
    Dependencies dependencies;

    @Autowired
    DependencyStore store;

    @Autowired
    ChangeEvidenceSource evidence;

    @Autowired
    ProcessRequests requests;

    @Autowired
    AuditTrail audit;

    @Autowired
    Alerts alerts;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nothingIsLeft() {
        alerts.list(APPLICATION, AlertState.OPEN, null, 50)
                .forEach(alert -> alerts.clear(alert.fingerprint(), null, alert.source(), "the test is over"));
        jdbc.sql("DELETE FROM dependency_merge").update();
        jdbc.sql("DELETE FROM dependency_alias").update();
        jdbc.sql("DELETE FROM dependency_finding").update();
        jdbc.sql("DELETE FROM process_request WHERE case_id LIKE 'DF-%'").update();
    }

    @Test
    void thePullRequestThatMendsAFlawIsTheChangeOfItsTicketAndItsMergeIsTold() {
        String ticket = ticketOf(
                "lodash",
                Found.advisory("lodash", "4.17.20", "4.17.21", "high", Set.of("CVE-2021-23337"), "a flaw", ""));
        String other = ticketOf(
                "axios", Found.advisory("axios", "1.6.0", "1.6.1", "high", Set.of("CVE-2023-45857"), "a flaw", ""));
        int pull = NUMBER.incrementAndGet();
        assertThat(dependabot(pull, "lodash", "4.17.20", "4.17.21", false)).isEqualTo("evidence of " + ticket);
        assertThat(evidence.of(ticket)).singleElement().satisfies(change -> {
            assertThat(change.pullRequest()).endsWith("/pull/" + pull);
            assertThat(change.merged()).isFalse();
        });
        assertThat(evidence.of(other)).isEmpty();

        jdbc.sql("UPDATE ticket SET status = 'merge' WHERE id = :id")
                .param("id", ticket)
                .update();
        dependabot(pull, "lodash", "4.17.20", "4.17.21", true);
        dependabot(pull, "lodash", "4.17.20", "4.17.21", true);
        assertThat(requests.unseen(ticket))
                .filteredOn(request -> request.message().equals("change-merged"))
                .singleElement()
                .satisfies(
                        request -> assertThat(String.valueOf(request.variables().get("pullRequest")))
                                .endsWith("/pull/" + pull));
    }

    @Test
    void aSetOfUpdatesIsMergedWithTheLastOfThem() {
        String ticket =
                ticketOf("minor", Found.update("vue", "3.4.0", "3.5.0"), Found.update("vite", "5.1.0", "5.2.0"));
        int first = NUMBER.incrementAndGet();
        assertThat(dependabot(first, "vue", "3.4.0", "3.5.0", false)).isEqualTo("names no ticket");
        assertThat(dependabot(first, "vue", "3.4.0", "3.5.0", true)).isEqualTo("names no ticket");
        assertThat(evidence.of(ticket)).isEmpty();
        assertThat(audit.of(ticket)).extracting(AuditEntry::action).contains("package brought up to date");
        int last = NUMBER.incrementAndGet();
        assertThat(dependabot(last, "vite", "5.1.0", "5.2.0", true)).isEqualTo("evidence of " + ticket);
        assertThat(evidence.of(ticket))
                .singleElement()
                .satisfies(change -> assertThat(change.merged()).isTrue());
        dependabot(last, "vite", "5.1.0", "5.2.0", true);
        assertThat(evidence.of(ticket)).hasSize(1);
    }

    @Test
    void aStrangerCannotTakeTheNameOfARobot() {
        String ticket = ticketOf(
                "lodash",
                Found.advisory("lodash", "4.17.20", "4.17.21", "high", Set.of("CVE-2021-23337"), "a flaw", ""));
        int pull = NUMBER.incrementAndGet();
        assertThat(deliver(pull, "lodash", "4.17.20", "4.17.21", false, true)).isEqualTo("names no ticket");
        assertThat(evidence.of(ticket)).isEmpty();
    }

    private String ticketOf(String subject, Found... found) {
        dependencies.take(APPLICATION, "npm", List.of(found));
        String id = store.list(APPLICATION, 10).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .id();
        return String.valueOf(dependencies
                .open(id, EngineKeys.next(), "important", "P7D", "limited")
                .orElseThrow()
                .ticketId());
    }

    private String dependabot(int number, String name, String from, String to, boolean merged) {
        return deliver(number, name, from, to, merged, false);
    }

    private String deliver(int number, String name, String from, String to, boolean merged, boolean stranger) {
        return github.deliver(merged ? "pull_request.closed" : "pull_request.opened", payload -> {
            ObjectNode pull = Recorded.at(payload, "/pull_request")
                    .put("number", number)
                    .put("html_url", "https://github.com/Codertocat/Hello-World/pull/" + number)
                    .put("title", "Bump " + name + " from " + from + " to " + to)
                    .put(
                            "body",
                            "Bumps [" + name + "](https://example.org/" + name + ") from " + from + " to " + to + ".")
                    .put("author_association", stranger ? "NONE" : "CONTRIBUTOR");
            ObjectNode head = (ObjectNode) pull.path("head");
            head.put("ref", "dependabot/npm_and_yarn/" + name + "-" + to).put("sha", "%040x".formatted(number));
            if (stranger) {
                ((ObjectNode) head.path("repo")).put("id", 4711);
            }
            if (merged) {
                pull.put("merged", true)
                        .put("merged_at", "2019-05-15T15:21:18Z")
                        .put("merge_commit_sha", "c4295bd74fb0f4fda03689c3df3f2803b658fd85");
            }
        });
    }
}
