package org.vigie.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.engine.Campaign;

/** The database is dropped under the application, and comes back from its backup. */
@Campaign
@Timeout(600)
class LostDatabaseIT extends UnattendedFault {

    @Test
    void aLostDatabaseIsBackWithoutAnybody() {
        release("v1.0.0");
        soon().until(this::shown, "up"::equals);
        assertThat(operation("backups", Map.of()).path("status").asText()).isEqualTo("succeeded");

        server().sql("DROP DATABASE demo WITH (FORCE)").update();
        String id = toldAndShown("Database").path("id").asText();
        JsonNode turn = soon().atMost(Duration.ofMinutes(4))
                .until(
                        () -> remedies(id).path(0),
                        found -> found.path("endedAt").isTextual());
        assertThat(turn.path("rule").asText()).isEqualTo("Rule_DatabaseMissing");
        assertThat(turn.path("asked").asBoolean()).isFalse();
        assertThat(turn.path("success").asBoolean()).as("%s", turn).isTrue();
        JsonNode recovery = get(API + "recoveries/" + turn.path("operationId").asText());
        assertThat(recovery.path("status").asText()).as("%s", recovery).isEqualTo("succeeded");
        over(id, "Database");
        assertThat(remedies(id)).hasSize(1);
        assertThat(get("/api/incidents/" + id).at("/diagnosis/kind").asText()).isEqualTo("database-unreachable");
        assertThat(version()).as("on the database that is back").isEqualTo("1.0.0");
    }
}
