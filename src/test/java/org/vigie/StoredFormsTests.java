package org.vigie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.shared.StoredJson;
import org.vigie.sla.clock.SlaEvent;

/** What stands in rows that outlive a version, apart from events ({@code StoredEventsTests}): it must stay readable. */
class StoredFormsTests {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final StoredJson JSON = new StoredJson(MAPPER);

    /** The names of constants in columns, as rows of earlier versions have them: a constant is never renamed. */
    static final List<Arguments> NAMES = List.of(
            Arguments.of("org.vigie.effect.EffectState", "INTENT DONE FAILED"),
            Arguments.of("org.vigie.notification.NoticeState", "WAITING SENT REFUSED GIVEN_UP UNNEEDED"),
            Arguments.of("org.vigie.github.sync.SyncTask$Kind", "ISSUE PULL_REQUEST RELEASE"),
            Arguments.of("org.vigie.escalation.Escalation$State", "RUNNING ACKNOWLEDGED EXHAUSTED ENDED"),
            Arguments.of("org.vigie.alert.tell.Told$What", "OPENED UPDATED UNSTABLE STILL CLOSED ENDED"),
            Arguments.of("org.vigie.release.version.VersionBump", "MAJOR MINOR PATCH NONE"),
            Arguments.of("org.vigie.sla.clock.TargetClock$State", "RUNNING PAUSED STOPPED"));

    /** Codes in columns and in JSON, which have a way to be read that does not depend on the name of a constant. */
    static final List<Arguments> CODES = List.of(
            Arguments.of(
                    "org.vigie.ticket.TicketStatus",
                    "new qualification assignment analysis implementation review merge validation waiting-for-reporter"
                            + " correction-of-request reopened resolved rejected duplicate cancelled unanswered"),
            Arguments.of("org.vigie.ticket.TicketType", "corrective evolutive preventive adaptive"),
            Arguments.of(
                    "org.vigie.ticket.Impact",
                    "service-down data-loss security-flaw key-function-degraded limited cosmetic improvement"),
            Arguments.of("org.vigie.monitoring.MonitorState", "up down degraded unknown paused stale"),
            Arguments.of("org.vigie.alert.AlertState", "open closed stale"),
            Arguments.of(
                    "org.vigie.alert.AlertKind",
                    "site-down server-errors database-unreachable disk-full service-down performance-degraded frequent-404"
                            + " backup-failed backup-watch log-errors certificate-expiring heartbeat-missed source-unreadable no-connection"
                            + " update-available new-users weekly-statistics monitor-paused standstill alert-stale"
                            + " external"),
            Arguments.of(
                    "org.vigie.release.calendar.ProposalStatus",
                    "due proposed requested put-off unanswered nothing held"),
            Arguments.of("org.vigie.release.deprecation.DeprecationStatus", "announced removed withdrawn"),
            Arguments.of("org.vigie.sla.TargetKind", "response resolution"));

    @ParameterizedTest
    @MethodSource("slaEvents")
    void isReadAndWrittenAsItsFixture(JsonNode fixture) throws IOException {
        SlaEvent event = JSON.read(fixture.toString(), SlaEvent.class);

        assertThat(MAPPER.readTree(JSON.write(SlaEvent.class, event))).isEqualTo(fixture);
    }

    @ParameterizedTest
    @MethodSource("slaEvents")
    void isReadWithFieldsOfALaterVersion(JsonNode fixture) {
        ObjectNode more = fixture.deepCopy();
        more.put("addedLater", 1);
        if (more.has("target")) {
            ((ObjectNode) more.get("target")).put("addedLater", 1);
        }
        if (more.has("calendar")) {
            ((ObjectNode) more.get("calendar")).put("addedLater", 1);
        }

        assertThat(JSON.read(more.toString(), SlaEvent.class)).isEqualTo(JSON.read(fixture.toString(), SlaEvent.class));
    }

    @Test
    void everySlaEventHasAFixture() throws IOException {
        List<Class<?>> covered = slaEvents().stream()
                .<Class<?>>map(
                        fixture -> JSON.read(fixture.toString(), SlaEvent.class).getClass())
                .toList();
        assertThat(covered).contains(SlaEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void namesInColumnsStay(String type, String names) throws ClassNotFoundException {
        assertThat(Class.forName(type).getEnumConstants())
                .extracting(Object::toString)
                .as("add a new name here; rows have the others")
                .containsExactlyInAnyOrder(names.split(" "));
    }

    @ParameterizedTest
    @FieldSource("CODES")
    void codesInColumnsStay(String type, String codes) throws ClassNotFoundException {
        for (String code : codes.split(" ")) {
            Object constant = JSON.read('"' + code + '"', Class.forName(type));
            assertThat(JSON.write(constant)).isEqualTo('"' + code + '"');
        }
        assertThat(Class.forName(type).getEnumConstants()).hasSize(codes.split(" ").length);
    }

    @Test
    void valuesOfRequestsOperationsAndTheTrailAreReadAsPlainValues() {
        assertThat(JSON.readValues("{\"ticketId\":\"CZ-1\",\"validated\":true,\"satisfaction\":null,\"list\":[1]}"))
                .containsEntry("validated", true)
                .containsEntry("list", List.of(1));
        assertThat(JSON.readTexts("{\"reason\":\"double\"}")).isEqualTo(Map.of("reason", "double"));
    }

    static List<JsonNode> slaEvents() throws IOException {
        try (InputStream fixtures = StoredFormsTests.class.getResourceAsStream("/stored/sla-events.json")) {
            JsonNode all = MAPPER.readTree(new String(fixtures.readAllBytes(), UTF_8));
            return StreamSupport.stream(all.spliterator(), false).toList();
        }
    }
}
