package org.vigie.backup.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.plan.BackupSettings.Checksums;
import org.vigie.plan.BackupSettings.S3Settings;
import org.vigie.shared.SecretRef;
import org.vigie.support.BrokenLine;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract on Adobe's S3Mock in a process of its own, and connections that are cut in the middle of an upload. */
class S3PlaceTests extends PlaceContract {

    private static final String BUCKET = "backups";

    @TempDir
    static Path data;

    private static int port;
    private static int securePort;
    private static Process server;

    private static S3Settings settings(int port, String bucket, String prefix) {
        return new S3Settings(
                "store",
                URI.create("http://127.0.0.1:" + port),
                "us-east-1",
                bucket,
                prefix,
                SecretRef.parse("file:" + data.resolve("access")),
                SecretRef.parse("file:" + data.resolve("secret")),
                Checksums.WHEN_SUPPORTED);
    }

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(data.resolve("access"), "access");
        Files.writeString(data.resolve("secret"), "secret");
        try (ServerSocket http = new ServerSocket(0);
                ServerSocket https = new ServerSocket(0)) {
            port = http.getLocalPort();
            securePort = https.getLocalPort();
        }
        Path jar = Path.of(
                System.getProperty("vigie.platform.local-repository"),
                "com/adobe/testing/s3mock/4.8.0/s3mock-4.8.0-exec.jar");
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString(),
                        "--com.adobe.testing.s3mock.httpPort=" + port,
                        "--server.port=" + securePort)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile())
                .start();
        try (S3Client s3 = S3Clients.open(settings(port, BUCKET, ""))) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> s3.createBucket(bucket -> bucket.bucket(BUCKET)) != null);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    private String prefix = "";

    @BeforeEach
    void useAPrefixOfItsOwn() {
        prefix = "test-" + System.nanoTime();
    }

    @Override
    Place place() {
        return new S3Place(settings(port, BUCKET, prefix));
    }

    @Override
    Place away() {
        return new S3Place(settings(port, "no-such-bucket", prefix));
    }

    @Override
    @Nullable
    Place refusing() {
        // S3Mock takes every account
        return null;
    }

    @Override
    void leaveUnfinished(String folder, String name) {
        try (S3Client s3 = S3Clients.open(settings(port, BUCKET, prefix))) {
            s3.createMultipartUpload(upload -> upload.bucket(BUCKET).key(prefix + "/" + folder + "/" + name));
        }
    }

    @Override
    int unfinished(String folder) {
        try (S3Client s3 = S3Clients.open(settings(port, BUCKET, prefix))) {
            return s3.listMultipartUploads(uploads -> uploads.bucket(BUCKET).prefix(prefix + "/" + folder))
                    .uploads()
                    .size();
        }
    }

    @Test
    void lineThatBreaksInTheMiddleOfAnUploadLeavesNothingThatIsTakenForACopy() throws Exception {
        Path file = file(30_000_000);
        try (BrokenLine line = BrokenLine.to(port, 20_000_000)) {
            Place behind = new S3Place(settings(line.port(), BUCKET, prefix));
            assertThatThrownBy(() -> behind.put("demo/main", "a.dump", file)).satisfies(code("place-unreachable"));
            assertThat(place().list("demo/main")).isEmpty();
            assertThat(unfinished("demo/main")).as("nobody could abort it").isEqualTo(1);

            line.mend();
            behind.sweep("demo/main");
            assertThat(unfinished("demo/main")).isZero();
            behind.put("demo/main", "a.dump", file);
            assertThat(behind.list("demo/main")).containsExactly("a.dump");
        }
    }

    @Test
    void lineThatBreaksIsNoEndOfTheFile() throws IOException {
        place().put("demo/main", "a.dump", file(3_000_000));
        assertThatThrownBy(() -> new S3Place(settings(1, BUCKET, prefix)).open("demo/main", "a.dump"))
                .satisfies(code("place-unreachable"));
    }

    @Test
    void storeThatKnowsNoChecksumsIsReachedWithoutThem() throws IOException {
        S3Settings some = settings(port, BUCKET, prefix);
        Place old = new S3Place(new S3Settings(
                some.id(),
                some.endpoint(),
                some.region(),
                some.bucket(),
                some.prefix(),
                some.accessKeyFrom(),
                some.secretKeyFrom(),
                Checksums.WHEN_REQUIRED));
        old.put("demo/main", "a", file(20_000_000));
        assertThat(old.list("demo/main")).isEqualTo(List.of("a"));
    }
}
