package org.vigie.notification.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Severity;
import org.vigie.plan.SmsSettings;
import org.vigie.plan.load.PlanLoader;
import org.vigie.shared.AddressRange;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.SecretRef;
import org.vigie.support.HttpSink;

/** What channels over HTTP are tried with: a server on this machine, and secrets in files. */
public final class ChannelRig implements AutoCloseable {

    public static final String PUBLIC_URL = "https://vigie.example";
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    private static final MaintenancePlan PLAN = PlanLoader.load("plans").require("mangatheque");

    public final HttpSink sink = HttpSink.start();
    private final Path folder;

    public ChannelRig() {
        try {
            folder = Files.createTempDirectory("channel");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public MaintenancePlan plan() {
        return PLAN;
    }

    /** To the server, with a limit that a test can wait for. */
    public Outgoing outgoing() {
        return new Outgoing(new GuardedExchange(Duration.ofSeconds(2), InetAddress::getAllByName));
    }

    public ChannelSettings settings(ChannelSettings.Kind kind, String path, @Nullable SmsSettings sms) {
        return new ChannelSettings(
                "team",
                kind,
                List.of(Severity.values()),
                null,
                secret("url", sink.url(path)),
                kind == ChannelSettings.Kind.WEBHOOK ? secret("key", "correct horse") : null,
                sms,
                List.of(AddressRange.parse("127.0.0.1")),
                PlanDuration.parse("PT10M"));
    }

    public SecretRef secret(String name, String value) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, value);
            return SecretRef.parse("file:" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
