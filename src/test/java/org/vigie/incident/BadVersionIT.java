package org.vigie.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.engine.Campaign;

/** A version gets sick when nobody observes it any more; a restart does not help, and the version before comes back. */
@Campaign
@Timeout(600)
class BadVersionIT extends UnattendedFault {

    @Test
    void aBadVersionIsTakenBackWithoutAnybody() {
        release("v1.0.0");
        release("v1.2.0-sick-after-a-minute");

        soon().atMost(Duration.ofMinutes(2)).until(() -> get(INCIDENTS).size() == 1);
        String id = toldAndShown("Shop").path("id").asText();
        // a minute to settle after the restart
        JsonNode turn = soon().atMost(Duration.ofMinutes(4))
                .until(
                        () -> remedies(id).path(1),
                        found -> found.path("endedAt").isTextual());
        assertThat(remedies(id).path(0).path("rule").asText()).isEqualTo("Rule_RestartFirst");
        assertThat(turn.path("rule").asText()).isEqualTo("Rule_DeploymentAfterRestart");
        assertThat(turn.path("asked").asBoolean()).isFalse();
        assertThat(turn.path("success").asBoolean()).as("%s", turn).isTrue();
        assertThat(version()).isEqualTo("1.0.0");
        over(id, "Shop");
        assertThat(remedies(id)).as("restart, then rollback").hasSize(2);
        assertThat(get(API + "versions").toString()).contains("\"bad\"");
    }
}
