package org.vigie.github.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditEntry;
import org.vigie.github.GitHubPlans;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;
import org.vigie.github.webhook.Deliverer;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Classification;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketType;

/** What the labels that people put on an issue make of its ticket. */
@GitHubTest
class IssueRelabellingTests {

    private static final AtomicInteger NUMBER = new AtomicInteger(5000);

    @Autowired
    Deliverer github;

    @Autowired
    TicketDesk desk;

    @Autowired
    IssueLabels labels;

    @Autowired
    IssueClassifier classifier;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc http;

    @Autowired
    MutableClock clock;

    private final int number = NUMBER.incrementAndGet();
    private String id;

    @BeforeEach
    void openIssue() {
        clock.set(VigieTest.START);
        id = github.deliver("issues.opened", payload -> {
                    Recorded.at(payload, "/issue").put("number", number);
                    present(payload, List.of("bug"));
                })
                .substring("ticket ".length());
        jdbc.sql("UPDATE github_sync SET done = requested WHERE subject = ?")
                .param(id)
                .update();
    }

    @Test
    void takesANatureOver() {
        assertThat(added("Security", "bug", "type: corrective", "level 3")).isEqualTo(reclassified());
        assertThat(ticket().labels()).containsExactlyInAnyOrder(Label.BUG, Label.SECURITY);
        assertThat(ticket().impact()).isEqualTo(Impact.LIMITED);
        AuditEntry entry = entry("ticket reclassified");
        assertThat(entry.actor()).isEqualTo("Codertocat (GitHub)");
        assertThat(entry.details())
                .containsEntry("reason", "label Security added to issue #" + number)
                .containsEntry("labels", "bug, security");
    }

    @Test
    void dropsANatureEvenIfTheIssueStillListsIt() {
        assertThat(removed("bug", "bug", "type: corrective", "level 3")).isEqualTo(reclassified());
        assertThat(ticket().labels()).isEmpty();
    }

    @Test
    void keepsWhatTheOtherLabelsOfTheIssueDoNotShowYet() {
        jdbc.sql("UPDATE ticket SET labels = '{performance,security}', type = 'adaptive' WHERE id = ?")
                .param(id)
                .update();
        added("enhancement", "bug", "type: corrective", "level 1");
        assertThat(ticket().labels()).containsExactlyInAnyOrder(Label.PERFORMANCE, Label.SECURITY, Label.FEATURE);
        assertThat(ticket().type()).isEqualTo(TicketType.ADAPTIVE);
        assertThat(ticket().priority()).isEqualTo("LEVEL_3");
    }

    @Test
    void changesPriorityAndDueDatesByALabel() {
        Ticket before = ticket();
        clock.advance(Duration.ofMinutes(30));
        assertThat(added("LEVEL 1", "bug", "type: corrective", "level 3")).isEqualTo(reclassified());
        assertThat(ticket().priority()).isEqualTo("LEVEL_1");
        assertThat(ticket().impact()).isEqualTo(Impact.SERVICE_DOWN);
        assertThat(ticket().type()).isEqualTo(before.type());
        assertThat(ticket().labels()).isEqualTo(before.labels());
        // the half hour before counts
        assertThat(ticket().resolutionDue()).isEqualTo(before.createdAt().plus(Duration.ofHours(2)));
        assertThat(actions()).containsSubsequence("ticket reclassified", "targets set");
        assertThat(entry("ticket reclassified").details()).containsEntry("priority", "LEVEL_1");
        assertThat(writeIsDue()).isTrue();
    }

    @Test
    void overlooksWhatItsOwnWritingCauses() {
        List<String> present = List.of("bug", "level 3", "level 1", "due: 2026-11-23");
        added("level 1", present.toArray(String[]::new));
        IssueLabels.Change written = labels.change(ticket(), GitHubPlans.mangatheque(), present);
        assertThat(written.add()).isNotEmpty();
        assertThat(written.remove()).contains("level 3");
        Ticket before = ticket();
        written.add().forEach(label -> assertThat(added(label)).isEqualTo("as it should be"));
        written.remove().forEach(label -> assertThat(removed(label)).isEqualTo("as it should be"));
        assertThat(ticket()).isEqualTo(before);
        assertThat(actions()).containsOnlyOnce("ticket reclassified").doesNotContain("label added on GitHub");
    }

    @Test
    void changesTheTypeByALabel() {
        assertThat(added("type: evolutive", "bug", "type: corrective", "level 3"))
                .isEqualTo(reclassified());
        assertThat(ticket().type()).isEqualTo(TicketType.EVOLUTIVE);
        assertThat(ticket().impact()).isEqualTo(Impact.LIMITED);
        assertThat(ticket().priority()).isEqualTo("LEVEL_3");
    }

    @Test
    void takesTheOneThatWasJustAddedOfTwoThatContradictEachOther() {
        added("level 1", "bug", "level 3");
        assertThat(added("level 2", "bug", "level 1")).isEqualTo(reclassified());
        assertThat(ticket().priority()).isEqualTo("LEVEL_2");
        assertThat(removed("level 1", "bug", "level 2")).isEqualTo("as it should be");
        assertThat(ticket().priority()).isEqualTo("LEVEL_2");
    }

    @Test
    void takesTheOneThatIsLeftWhenItsDeliveryIsLate() {
        assertThat(removed("level 3", "bug", "level 1")).isEqualTo(reclassified());
        assertThat(ticket().priority()).isEqualTo("LEVEL_1");
        assertThat(added("level 1", "bug", "level 3")).isEqualTo("as it should be");
        assertThat(removed("level 1", "bug", "Level 1", "level 2")).isEqualTo(reclassified());
        assertThat(ticket().priority()).isEqualTo("LEVEL_2");
    }

    @Test
    void putsATypeOrPriorityRightThatWasTakenOffAlone() {
        Ticket before = ticket();
        assertThat(removed("level 3", "bug", "level 3", "type: corrective")).isEqualTo("noted");
        assertThat(removed("type: corrective", "bug")).isEqualTo("noted");
        assertThat(ticket()).isEqualTo(before);
        assertThat(actions()).contains("label removed on GitHub").doesNotContain("ticket reclassified");
        assertThat(writeIsDue()).isTrue();
    }

    @Test
    void notesAndPutsRightWhatIsSaidAboutAClosedTicket() {
        jdbc.sql("UPDATE ticket SET status = 'resolved', closed_at = created_at WHERE id = ?")
                .param(id)
                .update();
        Ticket before = ticket();
        assertThat(added("level 1", "bug", "level 3")).isEqualTo("noted");
        assertThat(added("security", "bug")).isEqualTo("noted");
        assertThat(ticket()).isEqualTo(before);
        assertThat(actions()).contains("label added on GitHub").doesNotContain("ticket reclassified");
        assertThat(writeIsDue()).isTrue();
    }

    @Test
    void takesADeliveryThatComesTwiceOnce() throws Exception {
        UUID delivery = UUID.randomUUID();
        byte[] body = body("issues.labeled", "level 1", "bug", "level 3");
        github.send("issues", delivery, body);
        await().until(() -> github.outcome(delivery) != null);
        added("level 2", "bug", "level 1");
        http.perform(Deliverer.request("issues", delivery, body, GitHubPlans.HELLO_SECRET))
                .andExpect(
                        result -> assertThat(result.getResponse().getStatus()).isEqualTo(HttpStatus.OK.value()));
        assertThat(removed("level 1", "bug", "level 2")).isEqualTo("as it should be");
        assertThat(ticket().priority()).isEqualTo("LEVEL_2");
        assertThat(actions().stream().filter("ticket reclassified"::equals)).hasSize(2);
    }

    @Test
    void losesNoneOfSeveralThatAreChangedAtOnce() {
        List<UUID> deliveries = Stream.of("security", "enhancement", "level 1", "type: preventive")
                .map(label -> {
                    UUID delivery = UUID.randomUUID();
                    github.send("issues", delivery, body("issues.labeled", label, "bug"));
                    return delivery;
                })
                .toList();
        await().until(() -> deliveries.stream().allMatch(delivery -> github.outcome(delivery) != null));
        assertThat(ticket().labels()).containsExactlyInAnyOrder(Label.BUG, Label.SECURITY, Label.FEATURE);
        assertThat(ticket().priority()).isEqualTo("LEVEL_1");
        assertThat(ticket().type()).isEqualTo(TicketType.PREVENTIVE);
    }

    @Test
    void keepsAnImpactThatLeadsToThePriorityAlready() {
        Classification before = new Classification(TicketType.CORRECTIVE, Impact.DATA_LOSS, Set.of());
        assertThat(classifier.reclassify(
                        GitHubPlans.mangatheque(),
                        new LabelMap(GitHubPlans.mangatheque().github().labels()),
                        new LabelChange("level 1", true, List.of()),
                        before))
                .isEqualTo(before);
    }

    private String reclassified() {
        return "ticket " + id + " reclassified";
    }

    private String added(String label, String... present) {
        return github.deliverBytes("issues", body("issues.labeled", label, present));
    }

    private String removed(String label, String... present) {
        return github.deliverBytes("issues", body("issues.unlabeled", label, present));
    }

    private byte[] body(String event, String label, String... present) {
        return Recorded.changed(event, payload -> {
            Recorded.at(payload, "/issue").put("number", number);
            Recorded.at(payload, "/label").put("name", label);
            List<String> all = event.equals("issues.labeled")
                    ? Stream.concat(Stream.of(present), Stream.of(label)).toList()
                    : List.of(present);
            present(payload, all);
        });
    }

    private static void present(ObjectNode payload, List<String> names) {
        ArrayNode all = Recorded.at(payload, "/issue").putArray("labels");
        names.forEach(name -> all.addObject().put("name", name));
    }

    private Ticket ticket() {
        return desk.get(id);
    }

    private List<String> actions() {
        return desk.history(id).stream().map(AuditEntry::action).toList();
    }

    private AuditEntry entry(String action) {
        return desk.history(id).stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private boolean writeIsDue() {
        return jdbc.sql("SELECT requested > done FROM github_sync WHERE subject = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }
}
