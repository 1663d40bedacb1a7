package org.vigie.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.support.engine.CrashScene;
import org.vigie.support.engine.TestEngine;

/** Looks for the secrets of backups wherever something of them is kept. */
final class BackupCanary {

    /** Where a secret is meant to be. */
    private static final Set<String> HOMES = Set.of("backup-keys", "demo-password", "demo-recovery-password");

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    private BackupCanary() {}

    static BackupCanary of(CrashScene scene, TestEngine engine) throws IOException {
        BackupCanary canary = new BackupCanary();
        Path keys = scene.data().resolve("backup-keys");
        canary.secrets.put("password of the database", "of the demo");
        canary.secrets.put("key of Vigie", secret(keys.resolve("vigie.agekey")));
        canary.secrets.put("offline key", secret(keys.resolve("offline.agekey")));
        canary.secrets.put("key of manifests", secret(keys.resolve("manifest.key")));
        canary.places.put("log of Vigie", scene.vigie().output());
        canary.places.put("mails", mails(scene));
        canary.places.put("records of the engine", engine.records().all().toString());
        canary.places.put(
                "API",
                Stream.of("backups", "restore-tests", "backups/state")
                        .map(part -> scene.vigie()
                                .get("/api/applications/demo/" + part)
                                .toString())
                        .toList()
                        .toString());
        canary.files("data folder", scene.data());
        canary.files("engine", engine.folder());
        return canary;
    }

    private static String secret(Path key) throws IOException {
        return Files.readAllLines(key).stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private static String mails(CrashScene scene) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (MimeMessage mail : scene.mails().received()) {
            try {
                mail.writeTo(all);
                all.write(String.valueOf(mail.getContent()).getBytes(UTF_8));
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return all.toString(UTF_8);
    }

    private void files(String what, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            !HOMES.contains(folder.relativize(file).getName(0).toString()))
                    .forEach(file -> places.put(what + "/" + folder.relativize(file), text(file)));
        }
    }

    /** Byte by byte: also of what is no text. */
    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> secrets() {
        return secrets;
    }

    Set<String> places() {
        return places.keySet();
    }

    /** Which secret is where it must not be. */
    List<String> found() {
        return places.entrySet().stream()
                .flatMap(place -> foundIn(place.getKey(), place.getValue()).stream())
                .toList();
    }

    List<String> foundIn(String place, String text) {
        List<String> found = new ArrayList<>();
        secrets.forEach((name, secret) -> {
            if (text.contains(secret)) {
                found.add(name + " in " + place);
            }
        });
        return found;
    }
}
