package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class RequestWatchTests {

    @Autowired
    TroubleStore store;

    @Autowired
    Troubles troubles;

    @Autowired
    ProcessRequests requests;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private RequestWatch watch;

    @BeforeEach
    void empty() {
        watch = new RequestWatch(requests, store, clock);
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM trouble").update();
        jdbc.sql("DELETE FROM process_request").update();
    }

    @Test
    void aRequestThatNoProcessSeesIsATroubleOfItsCase() {
        request("CZ-1");
        jdbc.sql("UPDATE process_request SET sent = 3").update();
        clock.advance(RequestWatch.LONG);
        watch.look();
        assertThat(troubles.countOpen()).isZero();
        clock.advance(Duration.ofSeconds(1));
        watch.look();
        Trouble trouble = troubles.list(true, 10, 0).getFirst();
        assertThat(trouble.subject()).isEqualTo("CZ-1");
        assertThat(trouble.message()).startsWith("case-reopened of 2026-11-20T09:00:00Z");

        jdbc.sql("UPDATE process_request SET due_at = 'infinity'").update();
        troubles.retry(trouble.key(), "operator");
        assertThat(jdbc.sql("SELECT due_at FROM process_request")
                        .query((row, number) -> row.getTimestamp(1).toInstant())
                        .single())
                .isEqualTo(clock.instant());

        requests.seen("CZ-1/reopen");
        watch.look();
        assertThat(troubles.countOpen()).isZero();
    }

    @Test
    void manyThatTheEngineDidNotTakeAreOneTrouble() {
        List.of("CZ-1", "CZ-2", "CZ-3").forEach(this::request);
        clock.advance(Duration.ofMinutes(6));
        watch.look();
        watch.look();
        assertThat(troubles.list(true, 10, 0)).singleElement().satisfies(trouble -> {
            assertThat(trouble.subject()).isNull();
            assertThat(trouble.message()).startsWith("3 requests wait for the engine");
        });
    }

    private void request(String caseId) {
        requests.request(new ProcessRequest(
                caseId + "/reopen", "case-reopened", caseId, caseId, Duration.ofMinutes(1), Map.of()));
    }
}
