package org.vigie.release.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.VigieTest;

/** What can be gone back to follows from the record of what served. */
@VigieTest
class VersionRecordsTests {

    @Autowired
    VersionRecords versions;

    @Autowired
    JdbcClient jdbc;

    private String application;

    @BeforeEach
    void anApplicationOfItsOwn() {
        application = "app-" + UUID.randomUUID();
    }

    @Test // D04
    void theSecondRollbackGoesFurtherBackAndNotForward() {
        released("1.1.0");
        released("1.2.0");
        released("1.3.0");
        assertThat(versions.before(application, "1.3.0")).containsExactly("1.2.0", "1.1.0");
        rolledBack("1.2.0");
        versions.bad(application, "1.3.0", "taken back");
        assertThat(versions.serving(application)).contains("1.2.0");
        assertThat(versions.before(application, "1.2.0")).containsExactly("1.1.0");
    }

    @Test // D02, D21
    void whatIsBadIsNoTarget() {
        released("1.0.0");
        released("1.1.0");
        versions.bad(application, "1.1.0", "it lost orders");
        released("1.2.0");
        assertThat(versions.before(application, "1.2.0")).doesNotContain("1.1.0");
        assertThat(versions.find(application, "1.1.0"))
                .hasValueSatisfying(version -> assertThat(version.reason()).isEqualTo("it lost orders"));
    }

    /** D02, D04: a hotfix with a lower number than one that was taken back, and rollbacks in a row. */
    @Test
    void whereToGoBackFollowsWhatServedAndNeverNumbers() {
        released("1.9.0");
        released("1.10.0");
        released("2.0.0");
        rolledBack("1.10.0");
        versions.bad(application, "2.0.0", "taken back");
        released("1.10.1");
        assertThat(versions.before(application, "1.10.1")).containsExactly("1.10.0", "1.9.0");
        rolledBack("1.10.0");
        assertThat(versions.before(application, "1.10.0")).containsExactly("1.9.0");
        rolledBack("1.9.0");
        assertThat(versions.serving(application)).contains("1.9.0");
        assertThat(versions.before(application, "1.9.0")).isEmpty();
    }

    @Test
    void oneVersionServesAndTheOneBeforeHasServed() {
        released("1.0.0");
        released("1.1.0");
        assertThat(versions.all(application))
                .extracting(version -> version.version() + " " + version.state().id())
                .containsExactlyInAnyOrder("1.0.0 served", "1.1.0 serving");
    }

    @Test
    void theSameReleaseIsRecordedOnce() {
        released("1.0.0");
        String operation = released("1.1.0");
        rolledBack("1.0.0");
        versions.serves(application, "1.1.0", operation, false);
        assertThat(versions.serving(application)).contains("1.0.0");
    }

    private String released(String version) {
        String operation = operation();
        versions.serves(application, version, operation, false);
        return operation;
    }

    private void rolledBack(String version) {
        versions.serves(application, version, operation(), true);
    }

    private String operation() {
        String id = "op-" + UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO operation (id, kind, application, status, input, request_key, request_hash, requested_by, requested_at,
                                       root_id)
                VALUES (:id, 'releases', :application, 'running', '{}', :id, '', 'anne', now(), :id)
                """).param("id", id).param("application", application).update();
        return id;
    }
}
