package org.vigie.support.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The figures of a campaign, for people: on standard output and in {@code target/campaigns}. */
public final class CampaignReport {

    private static final Path FOLDER = Path.of("target/campaigns");

    private final String name;
    private final StringBuilder text = new StringBuilder();

    public CampaignReport(String name) {
        this.name = name;
    }

    /** Adds a line. */
    public void line(String format, Object... values) {
        String line = format.formatted(values);
        System.out.println(name + ": " + line);
        text.append(line).append('\n');
        try {
            Files.writeString(Files.createDirectories(FOLDER).resolve(name + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
