package org.vigie.command.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.vigie.command.supervisor.Supervisor;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/** What is kept here of a run that is carried out elsewhere: enough to follow it after a crash, and no secret. */
final class RemoteFolder {

    private static final String SETTINGS = "host";
    private static final String SENT = "sent";
    private static final String LOST = "lost";
    private static final int LONGEST_STATUS = 2_000;

    private final Path folder;

    RemoteFolder(Path folder) {
        this.folder = folder;
    }

    /** Where it is carried out, what it writes is not to show, and how much of that is kept. */
    record Settings(SshHost host, String program, List<SecretRef> secrets, long outputLimit) {}

    Path path() {
        return folder;
    }

    String runId() {
        return folder.getFileName().toString();
    }

    boolean isRemote() {
        return Files.exists(folder.resolve(SETTINGS));
    }

    void keep(Settings settings) {
        Properties properties = new Properties();
        properties.setProperty("id", settings.host().id());
        properties.setProperty("host", settings.host().host());
        properties.setProperty("port", Integer.toString(settings.host().port()));
        properties.setProperty("user", settings.host().user());
        properties.setProperty("hostKey", settings.host().hostKey());
        set(properties, "passwordFrom", settings.host().passwordFrom());
        set(properties, "keyFrom", settings.host().keyFrom());
        properties.setProperty("program", settings.program());
        properties.setProperty("outputLimit", Long.toString(settings.outputLimit()));
        for (int i = 0; i < settings.secrets().size(); i++) {
            set(properties, "secret." + i, settings.secrets().get(i));
        }
        Path draft = folder.resolve("." + SETTINGS);
        try (var out = Files.newBufferedWriter(draft)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep where run " + runId() + " is carried out", e);
        }
        move(draft, SETTINGS);
    }

    private static void set(Properties properties, String name, @Nullable SecretRef place) {
        if (place != null) {
            properties.setProperty(name, place.toString());
        }
    }

    Settings settings() {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve(SETTINGS))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read where run " + runId() + " is carried out", e);
        }
        List<SecretRef> secrets = new ArrayList<>();
        for (int i = 0; properties.containsKey("secret." + i); i++) {
            secrets.add(SecretRef.parse(properties.getProperty("secret." + i)));
        }
        return new Settings(
                new SshHost(
                        properties.getProperty("id"),
                        properties.getProperty("host"),
                        Integer.parseInt(properties.getProperty("port")),
                        properties.getProperty("user"),
                        properties.getProperty("hostKey"),
                        place(properties, "passwordFrom"),
                        place(properties, "keyFrom")),
                properties.getProperty("program"),
                secrets,
                Long.parseLong(properties.getProperty("outputLimit")));
    }

    private static @Nullable SecretRef place(Properties properties, String name) {
        String text = properties.getProperty(name);
        return text == null ? null : SecretRef.parse(text);
    }

    /** How it ended, once that is certain. */
    Optional<String> status() {
        try {
            String text = Files.readString(folder.resolve(Supervisor.STATUS_FILE));
            return Optional.of(text.substring(0, Math.min(text.length(), LONGEST_STATUS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String keepStatus(String status) {
        try {
            move(Files.writeString(folder.resolve(".status.vigie"), status), Supervisor.STATUS_FILE);
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the outcome of run " + runId(), e);
        }
    }

    private void move(Path draft, String name) {
        try {
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the host may have been told to begin it. */
    boolean isSent() {
        return Files.exists(folder.resolve(SENT));
    }

    void sent() {
        mark(SENT);
    }

    boolean isCancelled() {
        return Files.exists(folder.resolve(Supervisor.CANCEL_FILE));
    }

    void cancel() {
        mark(Supervisor.CANCEL_FILE);
    }

    /** Whether it was given up though nobody knows how it ended: it is ended before another one begins on its host. */
    boolean isLost() {
        return Files.exists(folder.resolve(LOST)) && status().isEmpty();
    }

    void lost() {
        cancel();
        mark(LOST);
    }

    private void mark(String name) {
        try {
            Files.write(folder.resolve(name), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the folder of run " + runId(), e);
        }
    }

    /** The first lines that it wrote. */
    List<String> firstLines(String file, int bytes) {
        try (var in = Files.newInputStream(folder.resolve(file))) {
            return new String(in.readNBytes(bytes), UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The right to follow it, which one has at a time; empty if somebody else has it. */
    Optional<FileChannel> tryFollow() {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve("follow.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                taken = channel.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                // by another Vigie in this JVM, as in tests
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? Optional.of(channel) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow run " + runId(), e);
        }
    }
}
