package org.vigie.platform.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.command.BareEnvironment;
import org.vigie.shared.HintedException;

class ChildTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private ChildFolders folders;

    @BeforeEach
    void createFolders() {
        folders = new ChildFolders(data);
    }

    @Test
    void startsAndStopsInGoodOrder() throws IOException {
        Child child = child("touch ready; read line; echo bye");
        child.start(TIMEOUT);
        assertThat(child.isUp()).isTrue();
        assertThat(folders.pidFile("sample").process()).isPresent();
        child.stop();
        assertThat(child.isUp()).isFalse();
        assertThat(Files.readString(folders.log("sample"))).contains("bye");
        assertThat(data.resolve("run/sample.pid")).doesNotExist();
    }

    @Test
    void killsAChildThatDoesNotListen() {
        Child child = child("touch ready; exec 0</dev/null; trap '' TERM; while true; do sleep 1; done");
        child.start(TIMEOUT);
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        child.stop();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void showsTheLastLinesOfAChildThatDiesWhileStarting() {
        Child child = child("for i in $(seq 1 40); do echo line $i; done; exit 3");
        assertThatThrownBy(() -> child.start(TIMEOUT)).isInstanceOfSatisfying(HintedException.class, e -> {
            assertThat(e.fact())
                    .contains("sample ended during its start with exit code 3", "line 40")
                    .doesNotContain("line 20\n");
            assertThat(e.hint()).contains(folders.log("sample").toString());
        });
    }

    @Test
    void startsAgainAChildThatMayEndWhileStarting() {
        Child child = new Child(
                new SampleChild(data, "test -e once && touch ready && read line; touch once; exit 1", 2), folders);
        child.start(TIMEOUT);
        assertThat(child.isUp()).isTrue();
        child.stop();
    }

    @Test
    void givesUpOnAChildThatNeverAnswers() {
        Child child = child("read line");
        assertThatThrownBy(() -> child.start(Duration.ofMillis(300)))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("did not become ready")
                .hasMessageContaining("vigie.platform.start-timeout");
        child.stop();
    }

    @Test
    void doesNotStartOnceThePlatformIsStopping() {
        Child child = child("touch ready; read line");
        child.cancelStart();
        assertThatThrownBy(() -> child.start(TIMEOUT)).isInstanceOf(CancellationException.class);
        assertThat(child.pid()).isEqualTo(-1);
    }

    @Test
    void keepsTheLogOfTheRunBefore() throws IOException {
        for (String word : List.of("first", "second")) {
            Child child = child("echo " + word + "; touch ready; read line");
            child.start(TIMEOUT);
            child.stop();
        }
        assertThat(folders.log("sample")).hasContent("second");
        assertThat(data.resolve("logs/sample.1.log")).hasContent("first");
    }

    @Test
    void keepsTheSettingsOfVigieFromItsChildren() {
        Map<String, String> environment = new java.util.HashMap<>(
                Map.of("PATH", "/bin", "SERVER_PORT", "1", "VIGIE_OPERATOR_PASSWORD", "secret"));
        BareEnvironment.apply(environment, Map.of("ZEEBE_CLOCK_CONTROLLED", "true"));
        assertThat(environment).containsOnlyKeys("PATH", "ZEEBE_CLOCK_CONTROLLED");
    }

    private Child child(String script) {
        return new Child(new SampleChild(data, script, 1), folders);
    }
}
