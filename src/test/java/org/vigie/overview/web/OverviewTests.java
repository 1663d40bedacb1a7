package org.vigie.overview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.MultiValueMap;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.release.record.VersionRecords;
import org.vigie.shared.Words;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Troubles;

@VigieTest
class OverviewTests {

    private static final String HOSTILE = "<script>alert(1)</script> \" ' & {{x}}";

    @Autowired
    MockMvc http;

    @Autowired
    Troubles troubles;

    @Autowired
    OperationRequests operations;

    @Autowired
    Operations life;

    @Autowired
    VersionRecords versions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void morning() {
        clock.set(VigieTest.START);
    }

    @Test
    void showsWhatIsWrongWithTheNextThingToDo() throws Exception {
        String id = ticket("The shop is closed");
        troubles.report("overview-test", "test", id, "nothing moves", "Push it.", null);
        String page = page("/", Locale.ENGLISH);
        assertThat(page).contains("nothing moves", "Push it.", "The shop is closed", "/tickets/" + id, "Response due");
        assertThat(page).contains("Something needs a look").doesNotContain("Quelque chose");
        troubles.clear("overview-test");
        assertThat(page("/", Locale.ENGLISH)).doesNotContain("nothing moves");
    }

    @Test
    void speaksTheLanguageOfTheReader() throws Exception {
        assertThat(page("/", Locale.FRENCH)).contains("<html lang=\"fr\">", "Ce qui est arrêté");
        assertThat(page("/", Locale.GERMAN)).contains("<html lang=\"en\">", "What stands still");
    }

    @Test
    void hasTheSameWordsInEachLanguage() {
        assertThat(new Words("overview", Locale.FRENCH).keys()).isEqualTo(new Words("overview", Locale.ENGLISH).keys());
    }

    @Test
    void aTicketShowsItsClocksWhyItIsLateAndWhoDidWhat() throws Exception {
        String id = ticket("Slow pages");
        String page = page("/tickets/" + id, Locale.ENGLISH);
        assertThat(page).contains("Slow pages", "Why this due date", "outside working hours", "ticket created", "Inès");
        assertThat(page("/tickets", Locale.ENGLISH)).contains("Slow pages", "/tickets/" + id);
    }

    @Test
    void theNextPageIsOfTheSameApplication() throws Exception {
        for (int i = 0; i <= 50; i++) {
            ticket("Many " + i, "improvement");
        }
        assertThat(page("/tickets?application=demo", Locale.ENGLISH)).contains("/tickets?page=1&amp;application=demo");
    }

    @Test
    void anOperationShowsItsStateAndWhoAskedForIt() throws Exception {
        String id = operations
                .request(OperationRequest.of("demo", "backups", Map.of(), "anne", "overview"))
                .id();
        assertThat(page("/operations/" + id, Locale.ENGLISH)).contains("demo: Backup – asked for", "anne");
        assertThat(page("/operations/" + id, Locale.FRENCH)).contains("demo: Sauvegarde – demande enregistrée");
        assertThat(page("/", Locale.ENGLISH)).contains("/operations/" + id);
        assertThat(page("/applications/demo", Locale.ENGLISH)).contains("/operations/" + id, "demo/main");
    }

    @Test
    void whatPeopleWroteIsTextAndNothingElse() throws Exception {
        String id = ticket(HOSTILE);
        for (String address : List.of("/", "/tickets", "/tickets/" + id)) {
            assertThat(page(address, Locale.ENGLISH))
                    .doesNotContain("<script")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/tickets", "/tickets/DEMO-1", "/operations/x", "/applications/demo", "/overview/style.css"
            })
    void isForAccountsOnly(String address) throws Exception {
        assertThat(http.perform(get(address)).andReturn().getResponse().getStatus())
                .isEqualTo(401);
        assertThat(http.perform(post(address).with(httpBasic("operator", "operator-secret")))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void buttonsActOnceForOperatorsAndNotAtAllForOthers() throws Exception {
        String id = ticket("To be cancelled");
        String page = http.perform(get("/tickets/" + id).with(httpBasic("operator", "operator-secret")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("/tickets/" + id + "/cancellation");
        assertThat(page("/tickets/" + id, Locale.ENGLISH)).doesNotContain("<form");
        String key = key(page);
        for (int click = 0; click < 2; click++) {
            assertThat(act(id, key, "not needed any more", null)).isEqualTo(303);
        }
        assertThat(page("/tickets/" + id, Locale.ENGLISH))
                .containsOnlyOnce("cancellation requested")
                .contains("not needed any more", "operator");
        assertThat(act(id, key, "x", "https://elsewhere.example")).isEqualTo(403);
        assertThat(act(id, "x", "x", null)).isEqualTo(400);
        assertThat(act("NO-1", key, "x", null)).isEqualTo(404);
    }

    @Test
    void aRollbackIsOneButtonWithItsReason() throws Exception {
        for (String version : new String[] {"1.0.0", "1.1.0"}) {
            String release = "op-" + UUID.randomUUID();
            jdbc.sql("""
                            INSERT INTO operation (id, kind, application, status, input, request_key, request_hash,
                                                   requested_by, requested_at, ended_at, root_id)
                            VALUES (:id, 'releases', 'demo', 'succeeded', '{}', :id, '', 'anne', now(), now(), :id)
                            """).param("id", release).update();
            versions.serves("demo", version, release, false);
        }
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        try {
            assertThat(page("/applications/demo", Locale.ENGLISH))
                    .as("an auditor")
                    .doesNotContain("<form");
            String page = operatorsPage();
            assertThat(page).contains("A rollback brings back 1.0.0.", "/applications/demo/rollback");
            String key = key(page);
            assertThat(rollBack(key, "auditor").getStatus()).isEqualTo(403);
            String where = rollBack(key, "operator").getHeader("Location");
            assertThat(rollBack(key, "operator").getHeader("Location"))
                    .as("a second click")
                    .isEqualTo(where);
            Operation rollback = life.require(where.replace("/operations/", ""));
            assertThat(rollback.kind()).isEqualTo("rollbacks");
            assertThat(rollback.requestedBy()).isEqualTo("operator");
            assertThat(rollback.input()).containsEntry("version", "1.0.0").containsEntry("reason", "orders are lost");
        } finally {
            life.open(50).forEach(open -> life.end(open.id(), OperationStatus.CANCELLED, null, null));
            jdbc.sql("DELETE FROM release_version WHERE application = 'demo'").update();
        }
    }

    @Test
    void aBackupAndItsProofAreOneButtonEach() throws Exception {
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        try {
            String page = operatorsPage();
            assertThat(page)
                    .contains("Back up main now", "/applications/demo/databases/main/backups")
                    .contains("/applications/demo/databases/main/restore-tests");
            String key = key(page);
            assertThat(backUp(key, "auditor").getStatus()).isEqualTo(403);
            String where = backUp(key, "operator").getHeader("Location");
            assertThat(backUp(key, "operator").getHeader("Location"))
                    .as("a second click")
                    .isEqualTo(where);
            Operation backup = life.require(where.replace("/operations/", ""));
            assertThat(backup.kind()).isEqualTo("backups");
            assertThat(backup.requestedBy()).isEqualTo("operator");
            assertThat(backup.input()).containsEntry("database", "main");
        } finally {
            life.open(50).forEach(open -> life.end(open.id(), OperationStatus.CANCELLED, null, null));
        }
    }

    private MockHttpServletResponse backUp(String key, String account) throws Exception {
        return press("/applications/demo/databases/main/backups", Map.of("key", key), account);
    }

    private MockHttpServletResponse rollBack(String key, String account) throws Exception {
        return press("/applications/demo/rollback", Map.of("key", key, "text", "orders are lost"), account);
    }

    private MockHttpServletResponse press(String address, Map<String, String> form, String account) throws Exception {
        return http.perform(post(address)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .formFields(MultiValueMap.fromSingleValue(form))
                        .with(httpBasic(account, account + "-secret")))
                .andReturn()
                .getResponse();
    }

    /** As an operator sees it. */
    private String operatorsPage() throws Exception {
        return http.perform(get("/applications/demo").with(httpBasic("operator", "operator-secret")))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String key(String page) {
        return page.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
    }

    private int act(String id, String key, String text, String origin) throws Exception {
        var request = post("/tickets/" + id + "/cancellation")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .param("key", key)
                .param("text", text)
                .with(httpBasic("operator", "operator-secret"));
        return http.perform(origin == null ? request : request.header("Origin", origin))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tickets/NO-1", "/operations/none", "/applications/none"})
    void saysWhatIsNotThere(String address) throws Exception {
        assertThat(answer(address, Locale.ENGLISH).getStatus()).isEqualTo(404);
    }

    @Test
    void letsNothingInFromElsewhere() throws Exception {
        assertThat(answer("/", Locale.ENGLISH).getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page("/", Locale.ENGLISH)).doesNotContain("<script", "style=");
    }

    private String page(String address, Locale language) throws Exception {
        MockHttpServletResponse answer = answer(address, language);
        assertThat(answer.getStatus()).as("%s", answer.getContentAsString()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(String address, Locale language) throws Exception {
        return http.perform(get(address)
                        .locale(language)
                        .header("Accept-Language", language.toLanguageTag())
                        .with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse();
    }

    private String ticket(String title) throws Exception {
        return ticket(title, "service-down");
    }

    private String ticket(String title, String impact) throws Exception {
        String body =
                """
                {"application": "demo", "title": %s, "description": "It began today.", "type": "corrective",
                 "impact": "%s", "reporter": {"name": "Inès", "email": "ines@example.org"}}
                """.formatted(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(title), impact);
        String created = http.perform(post("/api/tickets")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(httpBasic("operator", "operator-secret")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(created)
                .path("id")
                .asText();
    }
}
