package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.HttpJson;

/** Releases of the sample application on the real broker: real instances, a real database, and the way back. */
@EngineTest
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseEngineIT {

    private static final String API = "/api/applications/demo/";

    @Autowired
    EngineRun engine;

    private final HttpJson shop = new HttpJson(URI.create("http://127.0.0.1:8070"));

    @Test
    @Order(1)
    void goodVersionIsServedAndRecorded() {
        JsonNode release = release("v1.0.0");
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
        assertThat(served()).isEqualTo("1.0.0");
        assertThat(state("1.0.0")).isEqualTo("serving");
    }

    private JsonNode release(String version) {
        String id = request("releases", Map.of("version", version));
        // whatever is observed is judged when the window is over
        eventually().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            JsonNode shown = operation("releases", id);
            assertThat(shown.path("endedAt").isNull() && !hasProbes(shown))
                    .as("%s", shown)
                    .isFalse();
        });
        engine.pass(Duration.ofSeconds(80));
        return awaitEnd("releases", id);
    }

    private static boolean hasProbes(JsonNode shown) {
        return shown.path("details").path("observation").path("probes").asInt() >= 10;
    }

    private String request(String kind, Map<String, ?> body) {
        return eventually()
                .until(() -> engine.api().post(API + kind, body), answer -> answer.status() != 409)
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    private JsonNode operation(String kind, String id) {
        return engine.api().get(API + kind + "/" + id).requireSuccess().body();
    }

    private JsonNode awaitEnd(String kind, String id) {
        return eventually()
                .atMost(Duration.ofSeconds(120))
                .until(
                        () -> operation(kind, id),
                        shown -> !shown.path("endedAt").isNull());
    }

    private String served() {
        return shop.get("/health").requireSuccess().body().path("version").asText();
    }

    private String state(String version) {
        JsonNode all = engine.api().get(API + "versions").requireSuccess().body();
        List<String> states = StreamSupport.stream(all.spliterator(), false)
                .filter(known -> known.path("version").asText().equals(version))
                .map(known -> known.path("state").asText())
                .toList();
        assertThat(states).hasSize(1);
        return states.getFirst();
    }
}
