package org.vigie.release.deprecation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.decision.Decisions;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.release.commits.ReleaseContent;
import org.vigie.release.notes.NotesDraft;
import org.vigie.release.record.VersionRecords;
import org.vigie.shared.ConflictException;
import org.vigie.shared.Sentences;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Features of the application demo that will be withdrawn; its plan says nothing, so a month and a week before count. */
@VigieTest
class DeprecationsTests {

    private static final String APPLICATION = "demo";
    private static final LocalDate REMOVAL = LocalDate.parse("2027-06-30");

    @Autowired
    Deprecations deprecations;

    @Autowired
    DeprecationDesk desk;

    @Autowired
    DeprecationCases cases;

    @Autowired
    DeprecatedFeatures features;

    @Autowired
    Decisions decisions;

    @Autowired
    OperationRequests operationRequests;

    @Autowired
    Operations operations;

    @Autowired
    VersionRecords versions;

    @Autowired
    ProcessRequests requests;

    @Autowired
    AuditTrail audit;

    @Autowired
    KeptMails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM deprecation").update();
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        jdbc.sql("DELETE FROM release_ticket").update();
        jdbc.sql("DELETE FROM release_delivery").update();
        jdbc.sql("DELETE FROM release_serving WHERE application = 'demo'").update();
        jdbc.sql("DELETE FROM release_version WHERE application = 'demo'").update();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, false", "3, true", "10, true"})
    void moreThanTwoMinorReleasesMustLieBetween(int minorReleases, boolean allowed) {
        assertThat(decisions.evaluate("deprecationRemoval", Map.of("minorReleases", minorReleases), Boolean.class))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.0, 1.2.4, true",
        "2.0.0, 1.2.4, true",
        "1.2.5, 1.2.4, false",
        "1.2.4, 1.3.0, false",
        "1.0.0, , false"
    })
    void aCycleIsAReleaseThatRaisesMoreThanTheLastNumber(String version, String previous, boolean minor) {
        assertThat(DeprecationDesk.isMinor(version, previous)).isEqualTo(minor);
    }

    @Test
    void anAnnouncementIsKeptOnceAndStartsItsProcess() throws Exception {
        String body = """
                {"feature": "Export as PDF", "replacement": "Export as EPUB", "removalOn": "2027-06-30"}
                """;
        for (int i = 0; i < 2; i++) {
            http.perform(post("/api/applications/demo/deprecations")
                            .with(httpBasic("operator", "operator-secret"))
                            .header("Idempotency-Key", "deprecation-1")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body))
                    .andExpect(status().isAccepted())
                    .andExpect(jsonPath("$.announcedBy").value("operator"))
                    .andExpect(jsonPath("$.status").value("announced"))
                    .andExpect(jsonPath("$.removalOn").value("2027-06-30"));
        }
        http.perform(get("/api/applications/demo/deprecations").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(1));
        Deprecation kept = deprecations.list(APPLICATION).getFirst();
        assertThat(requests.unseen(kept.id()))
                .singleElement()
                .satisfies(request -> assertThat(request.message()).isEqualTo("deprecation-announced"));
        long process = EngineKeys.next();
        assertThat(deprecations.begin(kept.id(), process)).isPresent();
        assertThat(deprecations.begin(kept.id(), EngineKeys.next())).isEmpty();
        assertThat(requests.unseen(kept.id())).isEmpty();
        assertThat(cases.caseOf(process)).contains(kept.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"replacement\": \"b\", \"removalOn\": \"2027-06-30\"} | feature",
                "{\"feature\": \"a\", \"removalOn\": \"2027-06-30\"} | replacement",
                "{\"feature\": \"a\", \"replacement\": \"b\"} | removalOn",
                "{\"feature\": \"a\", \"replacement\": \"b\", \"removalOn\": \"soon\"} | removalOn",
                "{\"feature\": \"a\", \"replacement\": \"b\", \"removalOn\": \"2026-11-20\"} | removalOn"
            })
    void whatDoesNotFitIsRefusedWithItsField(String body, String field) throws Exception {
        http.perform(post("/api/applications/demo/deprecations")
                        .with(httpBasic("operator", "operator-secret"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
        assertThat(deprecations.list(APPLICATION)).isEmpty();
    }

    @Test
    void anApplicationThatVigieDoesNotReleaseHasNoDeprecations() {
        assertThatThrownBy(() -> deprecations.announce("mangatheque", announcement(), "dora", "k"))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void usersAreToldAtOnceAMonthAndAWeekBeforeEachOnce() {
        Deprecation deprecation = announced();
        desk.tellAnnounced(deprecation.id());
        desk.tellAnnounced(deprecation.id());
        assertThat(mails.startingWith(deprecation.id() + "/announced/"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.subject()).contains("Export as PDF");
                    assertThat(mail.text()).contains("Export as EPUB");
                });

        DeprecationDesk.Next first = desk.next(deprecation.id());
        assertThat(first.removal()).isFalse();
        assertThat(first.at()).isEqualTo("2027-05-31T07:00:00Z");
        desk.remind(deprecation.id(), first.at());
        desk.remind(deprecation.id(), first.at());
        assertThat(mails.startingWith(deprecation.id() + "/reminder/")).hasSize(1);

        DeprecationDesk.Next second = desk.next(deprecation.id());
        assertThat(second.at()).isEqualTo("2027-06-23T07:00:00Z");
        desk.remind(deprecation.id(), second.at());
        DeprecationDesk.Next removal = desk.next(deprecation.id());
        assertThat(removal.removal()).isTrue();
        assertThat(removal.at()).isEqualTo("2027-06-30T07:00:00Z");
        assertThat(clock.instant().plus(removal.in())).isEqualTo(removal.at());
        clock.set(Instant.parse("2027-07-01T00:00:00Z"));
        assertThat(desk.next(deprecation.id()).in()).isZero();
    }

    @Test
    void aRemovalThatComesTooEarlyIsRefused() {
        Deprecation deprecation = announced();
        released("1.1.0");
        released("1.2.0");
        released("1.2.1");
        assertThat(desk.removal(deprecation.id()).allowed()).isFalse();
        DeprecationDesk.Answer answer = desk.decide(deprecation.id(), "removed", null, null, "lea");
        assertThat(answer.outcome()).isEqualTo(DeprecationDesk.Outcome.REFUSED);
        assertThat(answer.reason()).startsWith("1 MINOR releases came since the announcement");
        assertThat(deprecations.require(deprecation.id()).closedAt()).isNull();
    }

    @Test
    void aRemovalAfterEnoughReleasesIsRecordedAndToldOnce() {
        released("1.0.0");
        clock.set(VigieTest.START.plusSeconds(60));
        Deprecation deprecation = announced();
        clock.set(VigieTest.START.plusSeconds(120));
        released("1.1.0");
        released("1.2.0");
        released("1.3.0");
        assertThat(desk.removal(deprecation.id()).minorReleases()).isEqualTo(3);
        for (int i = 0; i < 2; i++) {
            assertThat(desk.decide(deprecation.id(), "removed", null, null, "lea")
                            .outcome())
                    .isEqualTo(DeprecationDesk.Outcome.REMOVED);
        }
        assertThat(deprecations.require(deprecation.id())).satisfies(over -> {
            assertThat(over.status()).isEqualTo(DeprecationStatus.REMOVED);
            assertThat(over.decidedBy()).isEqualTo("lea");
        });
        assertThat(mails.startingWith(deprecation.id() + "/removed/")).hasSize(1);
        assertThat(audit.of(deprecation.id()))
                .extracting(entry -> entry.actor() + ": " + entry.action())
                .containsExactly("dora: deprecation announced", "lea: feature removed");
        assertThat(features.lines(APPLICATION, Locale.ENGLISH)).isEmpty();
    }

    @Test
    void whyItIsSentBackIsSaidInFrenchToWhoReadsThat() {
        Sentences french = Sentences.in(deprecations.language("mangatheque"));
        Deprecation deprecation = announced();
        assertThat(french.say(desk.decide(deprecation.id(), "moved", "2027-12-31", " ", "lea")
                        .reason()))
                .isEqualTo("il n’y a pas de raison. Dites pourquoi la fonction reste, ou reste plus longtemps.");
        assertThat(french.say(desk.decide(deprecation.id(), "moved", "2026-11-20", "later", "lea")
                        .reason()))
                .startsWith("Nouveau jour du retrait : ce n’est pas un jour à venir.");
        assertThat(french.say(desk.decide(deprecation.id(), "removed", null, null, "lea")
                        .reason()))
                .startsWith("0 versions MINEURES sont sorties depuis l’annonce, ce qui ne suffit pas.");
        assertThat(deprecations.language("nobody")).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void aMovedDateNeedsAReasonAndIsToldAnew() {
        Deprecation deprecation = announced();
        assertThat(desk.decide(deprecation.id(), "moved", "2027-12-31", " ", "lea")
                        .reason())
                .isEqualTo("there is no reason. Say why the feature stays, or stays for longer.");
        assertThat(desk.decide(deprecation.id(), "moved", "2026-11-20", "later", "lea")
                        .outcome())
                .isEqualTo(DeprecationDesk.Outcome.REFUSED);
        for (int i = 0; i < 2; i++) {
            assertThat(desk.decide(deprecation.id(), "moved", "2027-12-31", "users ask for time", "lea")
                            .outcome())
                    .isEqualTo(DeprecationDesk.Outcome.MOVED);
        }
        assertThat(deprecations.require(deprecation.id())).satisfies(moved -> {
            assertThat(moved.removalOn()).isEqualTo("2027-12-31");
            assertThat(moved.revision()).isEqualTo(1);
            assertThat(moved.closedAt()).isNull();
        });
        assertThat(mails.startingWith(deprecation.id() + "/moved/")).hasSize(1);
        assertThat(desk.next(deprecation.id()).at()).isEqualTo("2027-12-01T08:00:00Z");
    }

    @Test
    void aWithdrawnDeprecationSaysThatTheFeatureStays() {
        Deprecation deprecation = announced();
        assertThat(desk.decide(deprecation.id(), "withdrawn", null, "it is needed", "lea")
                        .outcome())
                .isEqualTo(DeprecationDesk.Outcome.WITHDRAWN);
        assertThat(mails.startingWith(deprecation.id() + "/withdrawn/"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).contains("Export as PDF"));
        desk.remind(deprecation.id(), Instant.parse("2027-05-31T07:00:00Z"));
        assertThat(mails.startingWith(deprecation.id() + "/reminder/")).isEmpty();
    }

    @Test
    void notesNameItUntilTheRemoval() {
        announced();
        ReleaseContent nothing = ReleaseContent.of(List.of(), ReleaseContent.Squashes.TITLE_ONLY);
        assertThat(NotesDraft.of(nothing, Locale.ENGLISH, features.lines(APPLICATION, Locale.ENGLISH))
                        .users())
                .isEqualTo(
                        "### Deprecated\n\n- Export as PDF: removal not before 2027-06-30; use instead: Export as EPUB\n");
        assertThat(NotesDraft.of(nothing, Locale.FRENCH, features.lines(APPLICATION, Locale.FRENCH))
                        .users())
                .startsWith("### Obsolète\n\n- Export as PDF : retrait au plus tôt le 2027-06-30");
    }

    private Deprecation announced() {
        return deprecations.announce(
                APPLICATION, announcement(), "dora", UUID.randomUUID().toString());
    }

    private static NewDeprecation announcement() {
        return new NewDeprecation("Export as PDF", "Export as EPUB", REMOVAL);
    }

    private void released(String version) {
        clock.set(clock.instant().plusSeconds(1));
        Operation release = operationRequests.request(
                OperationRequest.of(APPLICATION, "releases", Map.of("version", version), "dora", null));
        versions.serves(APPLICATION, version, release.id(), false);
        operations.end(release.id(), OperationStatus.SUCCEEDED, "version " + version + " serves", null);
    }
}
