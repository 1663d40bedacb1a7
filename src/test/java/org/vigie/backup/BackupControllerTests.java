package org.vigie.backup;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vigie.support.VigieTest;

/** What the API says about the backups of an application. */
@VigieTest
@Import(BackupRun.class)
class BackupControllerTests {

    private static final String BACKUPS = "/api/applications/vault/backups";
    private static final RequestPostProcessor OPERATOR = httpBasic("operator", "operator-secret");
    private static final RequestPostProcessor AUDITOR = httpBasic("auditor", "auditor-secret");

    @Autowired
    MockMvc web;

    @Autowired
    BackupRun run;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void vault(DynamicPropertyRegistry registry) {
        VaultDatabase.register(registry);
    }

    @BeforeEach
    void reset() {
        VaultDatabase.reset();
        jdbc.sql("DELETE FROM restore_test").update();
        jdbc.sql("DELETE FROM backup_copy").update();
        jdbc.sql("DELETE FROM backup").update();
    }

    @Test
    void stateSaysWhatIsNewestAndWhatIsVerified() throws Exception {
        web.perform(get(BACKUPS + "/state").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].newest").isEmpty())
                .andExpect(jsonPath("$[0].withinRecoveryPoint").value(false));

        String id = run.backup().id();
        web.perform(get(BACKUPS + "/state").with(AUDITOR))
                .andExpect(jsonPath("$[0].database").value("main"))
                .andExpect(jsonPath("$[0].newest").value(id))
                .andExpect(jsonPath("$[0].ageSeconds").value(closeTo(0, 1)))
                .andExpect(jsonPath("$[0].verified").isEmpty())
                .andExpect(jsonPath("$[0].copies", hasSize(2)))
                .andExpect(jsonPath("$[0].recoverySeconds", empty()))
                .andExpect(jsonPath("$[0].recoveryTimeSeconds").value(4 * 3_600))
                .andExpect(jsonPath("$[0].withinRecoveryPoint").value(true));

        run.test(id);
        web.perform(get(BACKUPS + "/state").with(AUDITOR))
                .andExpect(jsonPath("$[0].verified").value(id))
                .andExpect(jsonPath("$[0].recoverySeconds", hasSize(1)));
    }

    @Test
    void retentionSaysWhyAndAPinIsOneReason() throws Exception {
        String id = run.backup().id();
        web.perform(put(BACKUPS + "/" + id + "/pin").with(AUDITOR)).andExpect(status().isForbidden());
        web.perform(put(BACKUPS + "/" + id + "/pin").with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pinned").value(true));
        web.perform(get(BACKUPS + "/retention").with(AUDITOR))
                .andExpect(jsonPath("$[0].backup").value(id))
                .andExpect(jsonPath("$[0].kept").value(true))
                .andExpect(jsonPath("$[0].reasons[?(@.code == 'pinned')]", not(empty())));
        web.perform(delete(BACKUPS + "/" + id + "/pin").with(OPERATOR))
                .andExpect(jsonPath("$.pinned").value(false));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        web.perform(get("/api/applications/nobody/backups/state").with(AUDITOR)).andExpect(status().isNotFound());
        web.perform(put(BACKUPS + "/op-none/pin").with(OPERATOR)).andExpect(status().isNotFound());
    }
}
