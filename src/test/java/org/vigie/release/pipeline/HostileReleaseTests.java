package org.vigie.release.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.plan.Plans;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.history.GitFolder;
import org.vigie.support.VigieTest;

/** Names of tags and versions that mean something to a shell, to git or to a file system are refused, and nothing comes of them. */
@VigieTest
class HostileReleaseTests {

    private static final String MARK = "target/hostile-mark";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @Autowired
    ReleaseCheck check;

    @Autowired
    Repositories repositories;

    @Autowired
    ReleaseFolders folders;

    @Autowired
    Plans plans;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.0.1$(id)",
                "v1.0.1;id",
                "v1.0.1`touch " + MARK + "`",
                "--upload-pack=touch " + MARK,
                "-v1.0.1",
                "v1.0.1\nv1.0.2",
                "v1.0.1\u0000",
                "v1.0.1\u202e",
                "../v1.0.0",
                "v1.0.0~1",
                "v1.0.0^{}",
                "refs/tags/v1.0.0",
                "{java}",
                "=1+1",
                "v1.0.0.lock"
            })
    void areRefusedWhenTheyAreAskedForAndNothingIsKept(String version) throws Exception {
        int before = kept();
        for (String kind : new String[] {"releases", "rollbacks"}) {
            var answer = http.perform(post("/api/applications/demo/" + kind)
                    .with(httpBasic("operator", "operator-secret"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(json.writeValueAsString(Map.of("version", version))));
            answer.andExpect(status().is4xxClientError())
                    .andExpect(jsonPath("$.hint").value(not(emptyOrNullString())));
            String text = answer.andReturn().getResponse().getContentAsString();
            assertThat(json.readTree(text).path("detail").asText()).doesNotContain("\n", "\u0000", "\u202e");
        }
        assertThat(kept()).isEqualTo(before);
        assertThat(Path.of(MARK)).doesNotExist();
    }

    /** Git itself takes such names. */
    @ParameterizedTest
    @ValueSource(strings = {"v9.0.1$(id)", "v9.0.1;id", "v9.0.1&id", "v9.0.1'", "v9.0.1|id"})
    void areRefusedAlsoWhereTheRepositoryHasThem(String tag) throws Exception {
        Path folder = repositories.folder(plans.require("demo"));
        try (Repository repository = GitFolder.open(folder)) {
            ObjectId commit = repository.exactRef("refs/tags/v1.0.0").getObjectId();
            change(repository, tag, commit);
            try {
                int before = kept();
                http.perform(post("/api/applications/demo/releases")
                                .with(httpBasic("operator", "operator-secret"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(json.writeValueAsString(Map.of("version", tag))))
                        .andExpect(status().isBadRequest());
                assertThat(kept()).isEqualTo(before);
                assertThat(repositories.tags(plans.require("demo")).find(tag)).isEmpty();
            } finally {
                change(repository, tag, null);
            }
        }
    }

    /** As if somebody had written it into the database. */
    @Test
    void doNotGetPastTheFirstStepOfTheProcess() {
        String id = "op-hostile";
        jdbc.sql("DELETE FROM operation_step WHERE operation_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("DELETE FROM operation WHERE id = :id").param("id", id).update();
        jdbc.sql("""
                        INSERT INTO operation (id, kind, application, status, input, request_key, request_hash, requested_by, requested_at,
                                               root_id)
                        VALUES (:id, 'releases', 'demo', 'running',
                                jsonb_build_object('version', '1.0.1$(id)', 'tag', '--upload-pack=touch %s', 'commit', :commit),
                                :id, 'x', 'operator', now(), :id)
                        """.formatted(MARK))
                .param("id", id)
                .param("commit", "c".repeat(40))
                .update();
        assertThatThrownBy(() -> check.carryOut(id, () -> {}))
                .isInstanceOfSatisfying(
                        ReleaseFailedException.class, e -> assertThat(e.code()).isEqualTo("tag-moved"));
        assertThat(Files.exists(folders.work("demo", id))).isFalse();
        assertThat(jdbc.sql("SELECT count(*) FROM operation_step WHERE operation_id = :id AND run_id IS NOT NULL")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(Path.of(MARK)).doesNotExist();
        jdbc.sql("UPDATE operation SET status = 'failed', ended_at = now() WHERE id = :id")
                .param("id", id)
                .update();
    }

    private int kept() {
        return jdbc.sql("SELECT (SELECT count(*) FROM operation) + (SELECT count(*) FROM process_request)")
                .query(Integer.class)
                .single();
    }

    private static void change(Repository repository, String tag, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef("refs/tags/" + tag);
        update.setForceUpdate(true);
        if (commit == null) {
            update.delete();
        } else {
            update.setNewObjectId(commit);
            update.update();
        }
    }
}
