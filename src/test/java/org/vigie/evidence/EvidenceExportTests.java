package org.vigie.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.audit.chain.AuditChain;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Ticket;

/** An export holds what there is of the period, and any change of it shows with tools that every machine has. */
@VigieTest
@Import(TestTickets.class)
class EvidenceExportTests {

    private static final int CHANGES = 200;

    @Autowired
    MockMvc http;

    @Autowired
    TestTickets tickets;

    @Autowired
    AuditTrail audit;

    @Autowired
    AuditChain chain;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void anExportHoldsThePeriodAndStandsInTheAuditTrail() throws Exception {
        Ticket ticket = tickets.create("cesizen", Impact.COSMETIC);
        audit.add(new AuditEntry(
                ticket.id(),
                Instant.parse("2026-11-20T09:30:00Z"),
                "dora",
                "change gate overridden",
                Map.of("reason", "urgent")));
        MockHttpServletResponse answer = export("&application=cesizen");
        Map<String, byte[]> files = unpack(answer.getContentAsByteArray());
        assertThat(files.keySet())
                .containsAll(Arrays.stream(EvidencePart.values())
                        .map(EvidencePart::file)
                        .toList())
                .contains(EvidenceArchive.MANIFEST, "README.txt", "audit/entries.jsonl", "audit/who-did-what.csv");
        List<JsonNode> cases = lines(files, "cases/tickets.jsonl");
        assertThat(cases).extracting(line -> line.path("id").asText()).contains(ticket.id());
        assertThat(cases).allSatisfy(line -> {
            assertThat(line.path("application").asText()).isEqualTo("cesizen");
            assertThat(line.has("reporter_email")).isFalse();
        });
        assertThat(lines(files, "changes/gates-and-overrides.jsonl"))
                .anySatisfy(line -> assertThat(line.path("subject").asText()).isEqualTo(ticket.id()));
        assertThat(new String(files.get("audit/who-did-what.csv"), UTF_8))
                .contains("2026-11-20T09:30:00Z,\"dora\",\"change gate overridden\",\"" + ticket.id() + "\"");
        // as they are, and without gaps
        List<JsonNode> entries = lines(files, "audit/entries.jsonl");
        long first = entries.getFirst().path("id").asLong();
        long last = entries.getLast().path("id").asLong();
        assertThat(entries)
                .hasSize(jdbc.sql("SELECT count(*) FROM audit_entry WHERE id BETWEEN :first AND :last")
                        .param("first", first)
                        .param("last", last)
                        .query(Integer.class)
                        .single());
        assertThat(audit.of(EvidenceExports.SUBJECT).getLast()).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("auditor");
            assertThat(entry.details()).containsEntry("manifest", answer.getHeader("Vigie-Manifest-SHA256"));
        });
        // what was before and after is not in it
        assertThat(lines(
                        unpack(exportOf("2019-01-01", "2019-12-31", "").getContentAsByteArray()),
                        "cases/tickets.jsonl"))
                .isEmpty();
    }

    @Test
    void whatTheCalendarAskedForIsInIt() throws Exception {
        jdbc.sql("""
                        INSERT INTO preventive_run (id, application, entry, title, day, due_at, late, created_at, status, decided_by,
                                                    process_since, closed_at)
                        VALUES ('PM-900001', 'cesizen', 'monthly-watch', 'Veille', '2026-11-03', '2026-11-03 08:00Z', false,
                                '2026-11-03 08:00Z', 'done', 'dora', '2026-11-03 08:00Z', '2026-11-03 08:05Z')
                        """).update();
        jdbc.sql("""
                        INSERT INTO preventive_work (run_id, turn, position, work, state, summary, started_at, ended_at)
                        VALUES ('PM-900001', 1, 1, 'technology-watch', 'done', 'one is new', '2026-11-03 08:00Z', '2026-11-03 08:01Z')
                        """).update();
        jdbc.sql("""
                        INSERT INTO dependency_finding (id, application, kind, ecosystem, subject, severity, title, details, first_seen,
                                                        last_seen, process_since)
                        VALUES ('DF-900001', 'cesizen', 'advisory', 'pip', 'django', 'high', 'Flaw in django', '', '2026-11-03 08:00Z',
                                '2026-11-03 08:00Z', '2026-11-03 08:00Z')
                        """).update();
        jdbc.sql("INSERT INTO dependency_alias (finding_id, alias) VALUES ('DF-900001', 'CVE-2025-64459')")
                .update();
        try {
            Map<String, byte[]> files = unpack(export("&application=cesizen").getContentAsByteArray());
            assertThat(lines(files, "preventive/runs.jsonl")).anySatisfy(line -> {
                assertThat(line.path("decided_by").asText()).isEqualTo("dora");
                assertThat(line.path("work").path(0).path("summary").asText()).isEqualTo("one is new");
            });
            assertThat(lines(files, "preventive/dependencies.jsonl"))
                    .anySatisfy(
                            line -> assertThat(line.at("/aliases/0").asText()).isEqualTo("CVE-2025-64459"));
        } finally {
            jdbc.sql("DELETE FROM preventive_work WHERE run_id = 'PM-900001'").update();
            jdbc.sql("DELETE FROM preventive_run WHERE id = 'PM-900001'").update();
            jdbc.sql("DELETE FROM dependency_alias WHERE finding_id = 'DF-900001'")
                    .update();
            jdbc.sql("DELETE FROM dependency_finding WHERE id = 'DF-900001'").update();
        }
    }

    /** Computed from the files alone, as docs/audit.md says. */
    @Test
    void theLinksProveTheEntries() throws Exception {
        for (int i = 0; i < 5; i++) {
            audit.add(new AuditEntry(
                    "links",
                    Instant.parse("2026-11-20T10:00:00.12Z").plusMillis(i),
                    "dora",
                    "é" + i,
                    Map.of("reason", "l’audit")));
        }
        chain.extend();
        Map<String, byte[]> files = unpack(export("").getContentAsByteArray());
        Map<Long, JsonNode> entries = new HashMap<>();
        lines(files, "audit/entries.jsonl")
                .forEach(entry -> entries.put(entry.path("id").asLong(), entry));
        List<JsonNode> links = lines(files, "audit/links.jsonl");
        assertThat(links)
                .extracting(link -> link.path("entry_id").asLong())
                .containsAll(entries.keySet().stream()
                        .filter(id -> entries.get(id).path("subject").asText().equals("links"))
                        .toList());
        int proven = 0;
        for (int i = 1; i < links.size(); i++) {
            if (links.get(i).path("seq").asLong()
                    == links.get(i - 1).path("seq").asLong() + 1) {
                assertThat(links.get(i).path("hash").asText().substring(2))
                        .as("link %s", links.get(i))
                        .isEqualTo(linkHash(
                                links.get(i - 1),
                                links.get(i),
                                entries.get(links.get(i).path("entry_id").asLong())));
                proven++;
            }
        }
        assertThat(proven).isGreaterThanOrEqualTo(4);
        assertThat(lines(files, "audit/seals.jsonl")).isNotEmpty();
    }

    private static String linkHash(JsonNode before, JsonNode link, JsonNode entry) throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update(HexFormat.of().parseHex(before.path("hash").asText().substring(2)));
        for (String field : Arrays.asList(
                link.path("seq").asText(),
                moment(link.path("linked_at")),
                link.path("earlier").asText(),
                entry.path("id").asText(),
                entry.path("subject").asText(),
                moment(entry.path("at")),
                entry.path("actor").asText(),
                entry.path("action").asText(),
                entry.path("details").asText(),
                entry.path("entry_key").isNull()
                        ? null
                        : entry.path("entry_key").asText())) {
            byte[] bytes = field == null ? new byte[0] : field.getBytes(UTF_8);
            hash.update(ByteBuffer.allocate(4)
                    .putInt(field == null ? -1 : bytes.length)
                    .array());
            hash.update(bytes);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static String moment(JsonNode time) {
        return OffsetDateTime.parse(time.asText()).toInstant().toString();
    }

    @Test
    void stockToolsAcceptItAsItIs() throws Exception {
        tickets.create("cesizen", Impact.COSMETIC);
        Map<String, byte[]> files = unpack(export("").getContentAsByteArray());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        assertThat(sha256sum()).isZero();
        Files.writeString(folder.resolve("cases/tickets.jsonl"), "{}\n");
        assertThat(sha256sum()).isNotZero();
    }

    @Test
    void eachOf200RandomChangesIsFound() throws Exception {
        tickets.create("cesizen", Impact.COSMETIC);
        MockHttpServletResponse answer = export("");
        String seal = answer.getHeader("Vigie-Manifest-SHA256");
        Map<String, byte[]> files = unpack(answer.getContentAsByteArray());
        assertThat(findings(files, seal)).isEmpty();
        Random random = new Random(200);
        List<String> names = files.entrySet().stream()
                .filter(file -> file.getValue().length > 0)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < CHANGES; i++) {
            Map<String, byte[]> changed = new TreeMap<>(files);
            String what = change(changed, names.get(random.nextInt(names.size())), random);
            assertThat(findings(changed, seal)).as(i + ": " + what).isNotEmpty();
        }
    }

    @Test
    void asksForWhatItCannotGive() throws Exception {
        http.perform(get("/api/evidence?from=2026-11-01&to=2026-11-30")).andExpect(status().isUnauthorized());
        http.perform(get("/api/evidence?from=2026-11-30&to=2026-11-01").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isBadRequest());
        http.perform(get("/api/evidence?from=2026-11-01&to=2026-11-30&application=nobody")
                        .with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound());
    }

    private MockHttpServletResponse export(String more) throws Exception {
        return exportOf("2026-11-01", "2026-11-30", more);
    }

    private MockHttpServletResponse exportOf(String from, String to, String more) throws Exception {
        return http.perform(get("/api/evidence?from=" + from + "&to=" + to + more)
                        .with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
    }

    private static String change(Map<String, byte[]> files, String name, Random random) {
        byte[] content = files.get(name);
        switch (random.nextInt(5)) {
            case 0 -> {
                byte[] other = content.clone();
                other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
                files.put(name, other);
                return "a byte of " + name;
            }
            case 1 -> {
                files.remove(name);
                return name + " is gone";
            }
            case 2 -> {
                int end = random.nextInt(content.length);
                files.put(name, Arrays.copyOf(content, end));
                return name + " ends after " + end;
            }
            case 3 -> {
                List<String> lines = new ArrayList<>(List.of(new String(content, UTF_8).split("(?<=\n)")));
                lines.add(random.nextInt(lines.size() + 1), "{\"id\":\"planted\"}\n");
                files.put(name, String.join("", lines).getBytes(UTF_8));
                return "a row more in " + name;
            }
            default -> {
                List<String> lines = new ArrayList<>(List.of(new String(content, UTF_8).split("(?<=\n)")));
                lines.remove(random.nextInt(lines.size()));
                files.put(name, String.join("", lines).getBytes(UTF_8));
                return "a row less in " + name;
            }
        }
    }

    /** What {@code sha256sum -c} and the hash of the manifest say. */
    private static List<String> findings(Map<String, byte[]> files, String seal) throws Exception {
        List<String> findings = new ArrayList<>();
        byte[] manifest = files.get(EvidenceArchive.MANIFEST);
        if (manifest == null || !hash(manifest).equals(seal)) {
            findings.add("the manifest is another one");
            return findings;
        }
        for (String line : new String(manifest, UTF_8).split("\n")) {
            byte[] content = files.get(line.substring(66));
            if (content == null || !hash(content).equals(line.substring(0, 64))) {
                findings.add(line.substring(66));
            }
        }
        return findings;
    }

    private int sha256sum() throws IOException, InterruptedException {
        return new ProcessBuilder("sha256sum", "--check", "--strict", "--quiet", EvidenceArchive.MANIFEST)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("../sha256sum.log").normalize().toFile())
                .start()
                .waitFor();
    }

    private List<JsonNode> lines(Map<String, byte[]> files, String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(files.get(name), UTF_8).split("\n")) {
            if (!line.isEmpty()) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }

    private static Map<String, byte[]> unpack(byte[] content) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String hash(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
