package org.vigie.platform.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A shell script that says with a file {@code ready} that it answers. */
final class SampleChild implements ChildDefinition {

    private final Path data;
    private final String script;
    private final int attempts;

    SampleChild(Path data, String script, int attempts) {
        this.data = data;
        this.script = script;
        this.attempts = attempts;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public ChildCommand prepare() throws IOException {
        Files.deleteIfExists(data.resolve("ready"));
        String shell = Path.of("/bin/sh").toRealPath().getFileName().toString();
        return new ChildCommand(List.of("/bin/sh", "-c", script), shell, Map.of(), data, null);
    }

    @Override
    public boolean answers() {
        return Files.exists(data.resolve("ready"));
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(2);
    }
}
