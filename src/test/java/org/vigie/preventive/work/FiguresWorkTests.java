package org.vigie.preventive.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.plan.DocumentSettings;
import org.vigie.plan.FigureSource;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.PreventiveSettings.Figure;
import org.vigie.plan.load.PlanLoader;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.preventive.WorkState;
import org.vigie.shared.AddressRange;
import org.vigie.shared.SecretRef;

/** Figures from outside and documents, as the plan of MangaThèque wants them followed. */
class FiguresWorkTests {

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{\"data\": {\"viewer\": {\"zones\": [{\"sum\": {\"requests\": 120400}}]}}}";

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void figureOfTheMonthBeforeIsAskedForWithItsToken() throws IOException {
        WorkResult result = new FiguresWork().perform(order(source("/data/viewer/zones/0/sum/requests")), () -> {});
        assertThat(result.state()).isEqualTo(WorkState.DONE);
        assertThat(result.details()).containsExactly("Requêtes (requêtes): 120400", "Visites (visites): à saisir");
        assertThat(asked).containsExactly("Bearer of the zone {\"from\": \"2026-10-01\", \"to\": \"2026-10-31\"}");
    }

    @Test
    void figureOfAnalyticsIsATextAndIsReadToo() throws IOException {
        answer = "{\"rows\": [{\"metricValues\": [{\"value\": \"4711\"}]}]}";
        assertThat(new FiguresWork()
                        .perform(order(source("/rows/0/metricValues/0/value")), () -> {})
                        .details())
                .contains("Requêtes (requêtes): 4711");
    }

    @Test
    void sourceThatDoesNotAnswerAsItShouldIsSeenTo() throws IOException {
        WorkResult other = new FiguresWork().perform(order(source("/data/none")), () -> {});
        assertThat(other.state()).isEqualTo(WorkState.FAILED);
        assertThat(other.details().getFirst()).contains("the answer of 127.0.0.1 has no figure at /data/none");
        status = 403;
        assertThat(new FiguresWork()
                        .perform(order(source("/data/viewer/zones/0/sum/requests")), () -> {})
                        .details()
                        .getFirst())
                .contains("127.0.0.1 answers with 403");
    }

    @Test
    void documentsThatAreMissingOrEmptyAreNamed() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/procedures.md"), "what is done");
        Files.writeString(folder.resolve("docs/faq.md"), "");
        DocumentationWork work = new DocumentationWork();
        assertThat(work.perform(documents("docs/procedures.md"), () -> {}).state())
                .isEqualTo(WorkState.DONE);
        WorkResult result = work.perform(
                documents("docs/procedures.md", "docs/faq.md", "docs/manual.md", "docs/../../secret"), () -> {});
        assertThat(result.state()).isEqualTo(WorkState.FAILED);
        assertThat(result.summary()).isEqualTo("Absents ou vides : docs/faq.md, docs/manual.md, docs/../../secret.");
    }

    private FigureSource source(String pick) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "of the zone");
        return new FigureSource(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                SecretRef.parse("file:" + token),
                "{\"from\": \"{from}\", \"to\": \"{to}\"}",
                pick,
                List.of(AddressRange.parse("127.0.0.1")));
    }

    private static WorkOrder order(FigureSource source) {
        return order(
                List.of(
                        new Figure("delivered", new LocalText("Requêtes", "Requests"), "requêtes", null, null, source),
                        new Figure("visits", new LocalText("Visites", "Visits"), "visites", null, null, null)),
                null);
    }

    private WorkOrder documents(String... files) {
        return order(List.of(), new DocumentSettings(folder, List.of(files)));
    }

    private static WorkOrder order(List<Figure> figures, DocumentSettings documents) {
        MaintenancePlan plan = PlanLoader.load("plans").require("mangatheque");
        PreventiveSettings settings = plan.preventive();
        return new WorkOrder(
                "PM-1",
                1,
                plan.withPreventive(new PreventiveSettings(
                        settings.at(), List.of(), settings.loadTest(), List.of(), figures, List.of(), null, documents)),
                LocalDate.of(2026, 11, 6));
    }
}
