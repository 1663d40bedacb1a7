package org.vigie.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.shared.HintedException;

class MavenArtifactsTests {

    private static final String COORDINATES = "org.example:thing:tar.gz:1.0";
    private static final String PATH = "/org/example/thing/1.0/thing-1.0.tar.gz";
    private static final String SHA1_OF_CONTENT = "040f06fd774092478d450774f5ba30c5da78acc8";

    @TempDir
    Path localRepository;

    private final Map<String, String> served = new ConcurrentHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startRepository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String content = served.get(exchange.getRequestURI().getPath());
            byte[] bytes = content == null ? new byte[0] : content.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopRepository() {
        server.stop(0);
    }

    @Test
    void takesWhatLiesInTheLocalRepositoryWithoutAskingAnyone() throws IOException {
        Path file = localRepository.resolve(PATH.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
        server.stop(0);
        assertThat(artifacts().file(COORDINATES)).hasContent("content");
    }

    @Test
    void takesAClassPathFromTheLocalRepositoryWhicheverRepositoryItCameFrom() throws IOException {
        Path folder = Files.createDirectories(localRepository.resolve("org/example/thing/1.0"));
        Files.writeString(folder.resolve("thing-1.0.jar"), "content");
        Files.writeString(
                folder.resolve("thing-1.0.pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>"
                        + "<artifactId>thing</artifactId><version>1.0</version></project>");
        Files.writeString(
                folder.resolve("_remote.repositories"), "thing-1.0.jar>elsewhere=\nthing-1.0.pom>elsewhere=\n");
        server.stop(0);
        assertThat(artifacts().classPath("org.example:thing:jar:1.0")).containsExactly(folder.resolve("thing-1.0.jar"));
        assertThat(lines).isEmpty();
    }

    @Test
    void downloadsWhatIsMissing() {
        served.put(PATH, "content");
        served.put(PATH + ".sha1", SHA1_OF_CONTENT);
        assertThat(artifacts().file(COORDINATES)).hasContent("content").startsWith(localRepository);
        assertThat(lines).anyMatch(line -> line.startsWith("fetching " + COORDINATES));
    }

    @Test
    void refusesADownloadThatDoesNotMatchItsChecksum() {
        served.put(PATH, "content, tampered with");
        served.put(PATH + ".sha1", SHA1_OF_CONTENT);
        assertThatThrownBy(() -> artifacts().file(COORDINATES))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("Checksum");
        assertThat(localRepository.resolve(PATH.substring(1))).doesNotExist();
    }

    @Test
    void saysWhatToDoWithoutCacheAndNetwork() {
        server.stop(0);
        assertThatThrownBy(() -> artifacts().file(COORDINATES)).isInstanceOfSatisfying(HintedException.class, e -> {
            assertThat(e.fact()).contains(COORDINATES, localRepository.toString(), "could it be downloaded");
            assertThat(e.hint()).contains("network", "settings.xml");
        });
    }

    private MavenArtifacts artifacts() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        RemoteRepository repository = new RemoteRepository.Builder("central", "default", address).build();
        return new MavenArtifacts(
                ContextOverrides.create()
                        .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.REPLACE)
                        .repositories(List.of(repository)),
                localRepository,
                lines::add);
    }
}
