package org.vigie.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.plan.Plans;
import org.vigie.plan.load.PlanLoader;
import org.vigie.support.ProjectFiles;
import org.yaml.snakeyaml.Yaml;

/** The dashboards of Grafana: as its format wants them, and asking for metrics that there are. */
class DashboardTests {

    private static final Path FOLDER = ProjectFiles.root().resolve("deploy/monitoring/grafana/dashboards");
    private static final Pattern NAME = Pattern.compile("\\b((?:vigie|jvm|http|hikaricp)_[a-z_]+)");
    private static final Pattern LABEL = Pattern.compile("(kpi|what)=\"([a-z-]+)\"");
    /** What Vigie's libraries measure by themselves. */
    private static final Set<String> COMMON = Set.of(
            "http_server_requests_seconds_count",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "hikaricp_connections_active",
            "hikaricp_connections_pending",
            "vigie_notices",
            "vigie_backup_age_seconds",
            "vigie_backup_verified_age_seconds",
            "vigie_backup_restore_duration_seconds");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void areAsGrafanaWantsThem() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(DashboardTests.class.getResourceAsStream("/grafana/dashboard.schema.json"));
        Set<String> ids = new TreeSet<>();
        for (JsonNode dashboard : dashboards()) {
            assertThat(schema.validate(dashboard)).isEmpty();
            assertThat(ids.add(dashboard.path("uid").asText())).isTrue();
            assertThat(overlaps(dashboard)).isEmpty();
            ObjectNode broken = dashboard.deepCopy();
            broken.withArray("/panels").get(0).path("targets").forEach(target -> ((ObjectNode) target).remove("expr"));
            assertThat(schema.validate(broken)).as("the check can fail").isNotEmpty();
        }
        assertThat(ids).containsExactly("vigie-operation", "vigie-plan");
    }

    @Test
    void everyMetricThatIsAskedForIsThere() throws IOException {
        String told = scrape();
        Set<String> known = new TreeSet<>(COMMON);
        Matcher names = Pattern.compile("(?m)^([a-z_]+)\\{").matcher(told);
        while (names.find()) {
            known.add(names.group(1));
        }
        Set<String> shown = new TreeSet<>();
        for (JsonNode dashboard : dashboards()) {
            for (String query : queries(dashboard)) {
                Matcher asked = NAME.matcher(query);
                assertThat(asked.find()).as(query).isTrue();
                assertThat(known).as(query).contains(asked.group(1));
                Matcher labels = LABEL.matcher(query);
                while (labels.find()) {
                    assertThat(told).contains(labels.group());
                    shown.add(labels.group(2));
                }
            }
        }
        assertThat(shown).containsAll(Arrays.stream(Kpi.values()).map(Kpi::id).toList());
    }

    /** Their syntax, and when they fire, is looked at by scripts/check-monitoring.sh with Prometheus' own tool. */
    @Test
    void rulesAskForMetricsThatAreThereAndSayWhatToDo() throws IOException {
        Path folder = ProjectFiles.root().resolve("deploy/monitoring");
        Map<String, Object> settings = new Yaml().load(Files.readString(folder.resolve("prometheus.yml")));
        assertThat(settings).containsEntry("rule_files", List.of("rules.yml"));
        JsonNode groups = json.valueToTree(new Yaml().load(Files.readString(folder.resolve("rules.yml"))));
        Set<String> known = new TreeSet<>(COMMON);
        known.add("vigie_troubles");
        Pattern.compile("(?m)^([a-z_]+)\\{").matcher(scrape()).results().forEach(found -> known.add(found.group(1)));
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : groups.at("/groups/0/rules")) {
            String query = rule.path("expr").asText();
            NAME.matcher(query)
                    .results()
                    .forEach(asked -> assertThat(known).as(query).contains(asked.group(1)));
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).isNotBlank();
            assertThat(alerts.add(rule.path("alert").asText())).isTrue();
        }
        String tests = Files.readString(ProjectFiles.root().resolve("src/test/resources/prometheus/rules-test.yml"));
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert));
    }

    @Test
    void noFigureIsNotANumberAndAMissedObjectiveIsZero() {
        String told = scrape();
        assertThat(told)
                .contains("vigie_kpi{application=\"demo\",kpi=\"uptime\",unit=\"percent\"} 98.5")
                .contains("vigie_kpi_met{application=\"demo\",kpi=\"uptime\",unit=\"percent\"} 0.0")
                .contains("vigie_kpi_objective{application=\"demo\",kpi=\"uptime\",unit=\"percent\"} 99.0")
                .contains("vigie_kpi{application=\"demo\",kpi=\"coverage\",unit=\"percent\"} NaN")
                .contains("vigie_kpi{application=\"cesizen\",kpi=\"uptime\",unit=\"percent\"} NaN")
                .contains("vigie_open{application=\"demo\",what=\"tickets\"} 3.0")
                .contains("vigie_open{application=\"demo\",what=\"alerts\"} 0.0");
    }

    private static String scrape() {
        Plans plans = PlanLoader.load(null);
        Kpis kpis = mock(Kpis.class);
        List<Figure> figures = Arrays.stream(Kpi.values())
                .map(kpi -> kpi == Kpi.UPTIME
                        ? Figure.of(
                                kpi,
                                Measured.share(BigDecimal.valueOf(98_500), BigDecimal.valueOf(100_000)),
                                BigDecimal.valueOf(99))
                        : Figure.of(kpi, Measured.nothing(), null))
                .toList();
        when(kpis.of("demo", null))
                .thenReturn(new KpiMonth("demo", "2026-11", Instant.EPOCH, Instant.EPOCH, false, figures));
        when(kpis.of("cesizen", null)).thenThrow(new IllegalStateException("the database is away"));
        when(kpis.of("mangatheque", null))
                .thenReturn(new KpiMonth("mangatheque", "2026-11", Instant.EPOCH, Instant.EPOCH, false, figures));
        OpenWork work = mock(OpenWork.class);
        when(work.count()).thenReturn(Map.of(new OpenWork.Kind("demo", "tickets"), 3L));
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        KpiMetrics indicators = new KpiMetrics(plans, kpis);
        indicators.bindTo(registry);
        indicators.count();
        OpenWorkMetrics open = new OpenWorkMetrics(plans, work);
        open.bindTo(registry);
        open.count();
        return registry.scrape();
    }

    private List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<JsonNode> dashboards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                dashboards.add(json.readTree(Files.readString(file)));
            }
            return dashboards;
        }
    }

    private static List<String> queries(JsonNode dashboard) {
        List<String> queries = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asText())));
        return queries;
    }

    private static List<String> overlaps(JsonNode dashboard) {
        List<String> found = new ArrayList<>();
        Set<String> taken = new TreeSet<>();
        dashboard.path("panels").forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    if (x > 23 || !taken.add(x + "," + y)) {
                        found.add(panel.path("title").asText());
                    }
                }
            }
        });
        return found;
    }
}
