package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.shared.HintedException;
import org.vigie.shared.Retention;
import org.vigie.shared.RetentionProperties;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** What only served delivery goes in time, everything that is open or evidence stays. */
@VigieTest
class RetentionTests {

    @Autowired
    Retention retention;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void empty() {
        jdbc.sql("TRUNCATE process_request, task_completion, audit_pending, effect, notice, trouble CASCADE")
                .update();
        clock.set(VigieTest.START);
    }

    @Test
    void requestsThatWereSeenOrWithdrawnGo() {
        request("seen", "seen_at");
        request("withdrawn", "withdrawn_at");
        request("open", null);
        after(Duration.ofDays(89));
        assertThat(ids("process_request", "id")).hasSize(3);
        after(Duration.ofDays(2));
        assertThat(ids("process_request", "id")).containsExactly("open");
    }

    @Test
    void thousandsOfThemGoInOneNight() {
        jdbc.sql("""
            INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at,
                                         due_at, seen_at)
            SELECT 'r' || n, 'm', 'k', 'c', 0, '{}', :now, :now, :now FROM generate_series(1, 3210) n
            """).param("now", now()).update();
        after(Duration.ofDays(91));
        assertThat(ids("process_request", "id")).isEmpty();
    }

    @Test
    void completionsGoButTheLastOfAnEngineAndThoseThatAnEntryWaitsFor() {
        completion(1, 11, 100);
        completion(1, 12, 200);
        jdbc.sql("INSERT INTO audit_pending (epoch, process_instance_key, element_id, after_key, subject, at, action)"
                        + " VALUES (1, 200, 'Task_A', 1, 'CZ-1', :now, 'done')")
                .param("now", now())
                .update();
        clock.advance(Duration.ofDays(1));
        completion(1, 13, 100);
        after(Duration.ofDays(91));
        assertThat(ids("task_completion", "user_task_key::text")).containsExactlyInAnyOrder("12", "13");
    }

    @Test
    void effectsThatAreDoneGo() {
        for (String state : List.of("DONE", "INTENT", "FAILED")) {
            jdbc.sql("INSERT INTO effect (key, state, token, lease_until, attempts, created_at, done_at)"
                            + " VALUES (:state, :state, gen_random_uuid(), :now, 1, :now, :done)")
                    .param("state", state)
                    .param("now", now())
                    .param("done", state.equals("DONE") ? now() : null, java.sql.Types.TIMESTAMP)
                    .update();
        }
        after(Duration.ofDays(364));
        assertThat(ids("effect", "key")).hasSize(3);
        after(Duration.ofDays(2));
        assertThat(ids("effect", "key")).containsExactlyInAnyOrder("INTENT", "FAILED");
    }

    @Test
    void textsOfNoticesGoFirstThenTheNotices() {
        long refused = notice("refused", "REFUSED", null);
        notice("told", "SENT", refused);
        notice("waiting", "WAITING", null);
        after(Duration.ofDays(91));
        assertThat(ids("notice", "key || ' ' || title || plain || html || ' ' || address"))
                .containsExactlyInAnyOrder(
                        "refused  x@example.org", "told  x@example.org", "waiting abc x@example.org");
        after(Duration.ofDays(640));
        assertThat(ids("notice", "key"))
                .as("the notice that told it goes first")
                .containsExactlyInAnyOrder("refused", "waiting");
        after(Duration.ofDays(1));
        assertThat(ids("notice", "key")).containsExactly("waiting");
    }

    @Test
    void troublesThatAreOverGo() {
        for (String key : List.of("over", "open")) {
            jdbc.sql("INSERT INTO trouble (key, kind, message, hint, since, cleared_at)"
                            + " VALUES (:key, 'k', 'm', 'h', :now, :cleared)")
                    .param("key", key)
                    .param("now", now())
                    .param("cleared", key.equals("over") ? now() : null, java.sql.Types.TIMESTAMP)
                    .update();
        }
        after(Duration.ofDays(366));
        assertThat(ids("trouble", "key")).containsExactly("open");
    }

    @Test
    void resultsOfTheTrackerGo() {
        jdbc.sql("INSERT INTO github_review (repository_id, pull_request, reviewer_id, reviewer, state, reviewed_at)"
                        + " VALUES (1, 1, 1, 'ada', 'approved', :now)")
                .param("now", now())
                .update();
        after(Duration.ofDays(364));
        assertThat(ids("github_review", "reviewer")).containsExactly("ada");
        after(Duration.ofDays(2));
        assertThat(ids("github_review", "reviewer")).isEmpty();
    }

    @Test
    void aPeriodThatIsTooShortIsRefused() {
        Duration year = Duration.ofDays(365);
        assertThatThrownBy(() -> new RetentionProperties(year, year, Duration.ofDays(29), year, year, year, year))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("vigie.retention");
    }

    private void after(Duration time) {
        clock.advance(time);
        retention.removeOldRows();
    }

    private List<String> ids(String table, String column) {
        return jdbc.sql("SELECT " + column + " FROM " + table)
                .query(String.class)
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private void request(String id, String settled) {
        jdbc.sql("""
            INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at,
                                         due_at)
            VALUES (:id, 'm', 'k', 'c', 0, '{}', :now, :now)
            """).params(Map.of("id", id, "now", now())).update();
        if (settled != null) {
            jdbc.sql("UPDATE process_request SET " + settled + " = :now WHERE id = :id")
                    .params(Map.of("id", id, "now", now()))
                    .update();
        }
    }

    private void completion(int epoch, long key, long instance) {
        jdbc.sql("INSERT INTO task_completion (epoch, user_task_key, element_id, process_instance_key, completed_at)"
                        + " VALUES (:epoch, :key, 'Task_A', :instance, :now)")
                .params(Map.of("epoch", epoch, "key", key, "instance", instance, "now", now()))
                .update();
    }

    private long notice(String key, String state, Long refusalOf) {
        return jdbc.sql("""
            INSERT INTO notice (key, subject, name, address, language, template, channel, title, plain, html, state,
                                created_at, due_at, finished_at, refusal_of)
            VALUES (:key, 'CZ-1', '', 'x@example.org', 'fr', 't', 'mail', 'a', 'b', 'c', :state, :now, :due,
                    :finished, :refusalOf)
            RETURNING id
            """)
                .param("key", key)
                .param("state", state)
                .param("now", now())
                .param("due", Timestamp.from(clock.instant().plus(Duration.ofDays(5000))))
                .param("finished", state.equals("WAITING") ? null : now(), java.sql.Types.TIMESTAMP)
                .param("refusalOf", refusalOf, java.sql.Types.BIGINT)
                .query(Long.class)
                .single();
    }
}
