package org.vigie.support.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kills Vigie at many moments to look at what the next one makes of it. All tests of a class share an engine, and the next one
 * is the one that the next test kills.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
public abstract class KillTest {

    /** What a failure leaves must not harm the next test. */
    @RegisterExtension
    final AfterTestExecutionCallback clear =
            test -> test.getExecutionException().ifPresent(failure -> stop());

    private final Absence absence;
    private @Nullable TestEngine engine;
    private @Nullable CrashScene scene;

    protected KillTest(Absence absence) {
        this.absence = absence;
    }

    @BeforeEach
    void start() {
        if (scene == null) {
            engine = TestEngine.start();
            Map<String, String> settings = new TreeMap<>(absence.settings());
            settings.putAll(settings());
            scene = CrashScene.start(engine, settings);
        }
    }

    /** Further settings of the Vigie that is killed. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    @AfterAll
    void stop() {
        if (scene != null) {
            scene.close();
            scene = null;
        }
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    protected final TestEngine engine() {
        return Objects.requireNonNull(engine);
    }

    protected final CrashScene scene() {
        return Objects.requireNonNull(scene);
    }

    /** Waits until Vigie is at this point, kills it, and starts the next one when the time has come. */
    protected final void killAt(StopPoint stop) {
        scene().killAt(stop, () -> absence.pass(engine()));
    }

    /** Waits until an element has been passed by a case; an incident fails at once. */
    protected static void awaitPassed(Supplier<CaseRecords> records, String element) {
        patiently()
                .failFast(
                        "incident", () -> assertThat(records.get().incidents()).isEmpty())
                .untilAsserted(() -> assertThat(records.get().completed()).contains(element));
    }

    protected static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }
}
