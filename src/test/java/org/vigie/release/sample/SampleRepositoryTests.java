package org.vigie.release.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationClass;
import org.vigie.release.migrations.MigrationMarks;
import org.vigie.release.migrations.MigrationPlan;
import org.vigie.release.version.TagPattern;
import org.vigie.shared.HintedException;
import org.vigie.support.ProjectFiles;

/** The tags of the sample say what they are; what needs a database is tried elsewhere. */
class SampleRepositoryTests {

    private static final Path SOURCES = ProjectFiles.root().resolve("samples/shop");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private static Path folder;

    private static Path repository;

    @BeforeAll
    static void make() {
        repository = folder.resolve("repository");
        SampleRepository.make(SOURCES, repository);
    }

    static Stream<String> tags() {
        return Stream.concat(SampleRepository.GOOD.stream(), SampleRepository.FAULTY.stream());
    }

    @Test
    void holdsEveryVersionAndIsTheSameEachTime() {
        Path again = folder.resolve("again");
        SampleRepository.make(SOURCES, again);
        try (ReleaseHistory one = ReleaseHistory.open(repository);
                ReleaseHistory other = ReleaseHistory.open(again)) {
            assertThat(one.tags(TagPattern.DEFAULT)).isEqualTo(other.tags(TagPattern.DEFAULT));
            assertThat(one.tags(TagPattern.DEFAULT).releases())
                    .extracting(ReleaseTag::name)
                    .containsExactlyInAnyOrderElementsOf(tags().toList());
            assertThat(one.tags(TagPattern.DEFAULT).highestFinal())
                    .map(ReleaseTag::name)
                    .contains("v1.3.0");
            assertThat(one.unreleased("main", one.tags(TagPattern.DEFAULT)).commits())
                    .isEmpty();
        }
    }

    @Test
    void overwritesNothing() {
        assertThatThrownBy(() -> SampleRepository.make(SOURCES, repository))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("not empty");
    }

    @ParameterizedTest
    @MethodSource("tags")
    void everyVersionCompilesAndKnowsItsNumber(String tag) throws Exception {
        Path sources = checkout(tag);

        assertThat(sources.resolve("VERSION")).hasContent(tag.substring(1));
        List<String> arguments =
                new ArrayList<>(List.of("-d", folder.resolve("classes").toString()));
        for (String name : List.of("Shop", "Migrate", "Tests", "Lint", "Build", "Probe", "Front")) {
            arguments.add(sources.resolve(name + ".java").toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, OutputStream.nullOutputStream(), arguments.toArray(String[]::new)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "v1.3.0, Tests.java, 0, 4 tests passed",
        "v1.2.0-tests-fail, Tests.java, 1, 1 of 4 tests failed",
        "v1.2.0-analysis-fails, Tests.java, 0, 4 tests passed",
        "v1.3.0, Lint.java, 0, 0 findings",
        "v1.2.0-analysis-fails, Lint.java, 1, 1 findings",
        "v1.2.0-tests-fail, Lint.java, 0, 0 findings",
        "v1.2.0-never-healthy, Lint.java, 0, 0 findings"
    })
    void testsAndAnalysisFailWhereTheTagSaysSo(String tag, String program, int code, String said) throws Exception {
        Run run = run(checkout(tag), program);

        assertThat(run.code()).isEqualTo(code);
        assertThat(run.output()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0.0, COMPATIBLE-ALL, 1",
        "v1.2.1, COMPATIBLE-ALL, 3",
        "v1.3.0, REVERSIBLE, 4",
        "v1.2.0-no-way-down, IRREVERSIBLE, 3",
        "v1.2.0-lossy, LOSSY, 3",
        "v1.2.0-migration-fails-half-way, COMPATIBLE-ALL, 3"
    })
    void migrationsAreOfTheClassThatTheTagSays(String tag, String expected, int count) throws Exception {
        List<Migration> migrations = migrations(checkout(tag));

        assertThat(migrations).hasSize(count);
        if (expected.equals("COMPATIBLE-ALL")) {
            assertThat(new MigrationPlan(migrations).isCompatible()).isTrue();
        } else {
            assertThat(migrations.getLast().migrationClass()).isEqualTo(MigrationClass.valueOf(expected));
            assertThat(migrations.getLast().compatible()).isFalse();
        }
    }

    @Test
    void theArtefactIsNamedByItsHashAndTheSameEachTime() throws Exception {
        Path sources = checkout("v1.1.0");

        String first = run(sources, "Build.java", folder.resolve("one").toString())
                .output()
                .strip();
        String second = run(sources, "Build.java", folder.resolve("two").toString())
                .output()
                .strip();

        assertThat(Path.of(first)).hasSameBinaryContentAs(Path.of(second));
        assertThat(first).matches(".*/shop-[0-9a-f]{64}\\.zip");
        try (ZipFile zip = new ZipFile(first)) {
            assertThat(zip.stream().map(Object::toString))
                    .contains(
                            "Shop.java", "VERSION", "migrations/0002_order_states.up.sql", "public/manifest.properties")
                    .anyMatch(name -> name.matches("public/style\\.[0-9a-f]{12}\\.css"));
        }
    }

    @Test
    void withoutADatabaseTheShopIsUnhealthyAndStillServesItsAssets() throws Exception {
        Path sources = checkout("v1.1.0");
        Path artefact =
                Path.of(run(sources, "Build.java", folder.resolve("serve").toString())
                        .output()
                        .strip());
        Path place = unpack(artefact, folder.resolve("place"));
        int port = freePort();
        Process shop = new ProcessBuilder(
                        JAVA.toString(),
                        "-Xmx64m",
                        "Shop.java",
                        "web",
                        "--port",
                        String.valueOf(port),
                        "--database",
                        "jdbc:none:",
                        "--user",
                        "demo",
                        "--password-file",
                        "VERSION")
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shop.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> get(port, "/health").statusCode() == 503);
            assertThat(get(port, "/health").body())
                    .isEqualTo("{\"status\":\"unhealthy\",\"version\":\"1.1.0\",\"role\":\"web\"}");
            String style;
            try (Stream<Path> files = Files.list(place.resolve("public"))) {
                style = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".css"))
                        .findFirst()
                        .orElseThrow();
            }
            assertThat(get(port, "/assets/" + style).statusCode()).isEqualTo(200);
            assertThat(get(port, "/assets/manifest.properties").statusCode()).isEqualTo(404);
            assertThat(get(port, "/assets/../VERSION").statusCode()).isEqualTo(404);
            assertThat(get(port, "/").statusCode()).isEqualTo(500);
            assertThat(get(port, "/figures").body()).isEqualTo("{\"requests\":1,\"errors\":1}");
        } finally {
            shop.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test // D37
    void theFrontSwitchesAndFindsTheAssetsOfBothVersions() throws Exception {
        HttpServer before = instance("before");
        HttpServer after = instance("after");
        int front = freePort();
        Path upstream = Files.writeString(
                folder.resolve("upstream"), before.getAddress().getPort() + "\n");
        Process process = new ProcessBuilder(
                        JAVA.toString(),
                        "-Xmx64m",
                        "Front.java",
                        "--port",
                        String.valueOf(front),
                        "--upstream",
                        upstream.toString())
                .directory(SOURCES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("front.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> get(front, "/").statusCode() == 200);
            assertThat(get(front, "/").body()).isEqualTo("before");
            assertThat(get(front, "/assets/after.css").statusCode()).isEqualTo(404);

            Path next = Files.writeString(
                    folder.resolve("upstream.next"),
                    after.getAddress().getPort() + "\n" + before.getAddress().getPort() + "\n");
            Files.move(next, upstream, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

            assertThat(get(front, "/").body()).isEqualTo("after");
            assertThat(get(front, "/assets/after.css").body()).isEqualTo("after");
            assertThat(get(front, "/assets/before.css").body()).isEqualTo("before");
            assertThat(get(front, "/before.css").statusCode()).isEqualTo(404);
            after.stop(0);
            assertThat(get(front, "/").statusCode()).isEqualTo(502);
        } finally {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            before.stop(0);
            after.stop(0);
        }
    }

    /** Answers with its name to / and to the asset of that name. */
    private static HttpServer instance(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    path.equals("/") || path.equals("/assets/" + name + ".css") ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private record Run(int code, String output) {}

    private static Run run(Path place, String... program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx128m"));
        command.addAll(List.of(program));
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(log));
    }

    private static Path checkout(String tag) throws Exception {
        try (Git git = Git.open(repository.toFile())) {
            git.checkout().setName(tag).setForced(true).call();
        }
        return repository;
    }

    private static List<Migration> migrations(Path sources) throws IOException {
        try (Stream<Path> files = Files.list(sources.resolve("migrations"))) {
            return files.filter(file -> file.toString().endsWith(".up.sql"))
                    .sorted()
                    .map(SampleRepositoryTests::judge)
                    .toList();
        }
    }

    private static Migration judge(Path up) {
        Path down = Path.of(up.toString().replace(".up.sql", ".down.sql"));
        try {
            return MigrationMarks.judge(
                    up.getFileName().toString(),
                    Files.readString(up),
                    Files.exists(down) ? Optional.of(Files.readString(down)) : Optional.empty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path unpack(Path artefact, Path place) throws IOException {
        try (ZipFile zip = new ZipFile(artefact.toFile())) {
            for (var entry : zip.stream().toList()) {
                Path file = place.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        return place;
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
